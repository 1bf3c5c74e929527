//! `culture_distances.csv`: the table that the policy of a set names, so that the set can be run again by itself.

use std::io::{self, Write};

use obverse::Policy;

/// Writes the rows as they were read. Values are not escaped: the table is read again, not circulated.
pub(crate) fn culture_distances(policy: &Policy, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["a", "b", "distance"])?;
    for (a, b, distance) in policy.culture_distance_rows() {
        writer.write_record([a, b, &distance.to_string()])?;
    }
    writer.flush()
}
