//! Writes the generated tables of `examples/` anew.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for file in obverse_testkit::programmes::files()? {
        let path = examples.join(&file.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, file.text)?;
    }
    Ok(())
}
