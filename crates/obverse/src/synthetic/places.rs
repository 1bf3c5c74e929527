//! The departments, the invented places and what is spoken there.

/// The department of the chief executive.
pub(super) const EXECUTIVE_OFFICE: u8 = 0;

/// A department: its name, the skills it lives by, and how much likelier (per mille) women are there than elsewhere.
pub(super) struct Department {
    pub(super) name: &'static str,
    pub(super) skills: [&'static str; 4],
    pub(super) women_more: i32,
    /// Serves the other departments, and is smaller than they are.
    supports: bool,
}

/// Whether a department serves the others.
pub(super) fn is_support(department: u8) -> bool {
    DEPARTMENTS[usize::from(department)].supports
}

const fn line(name: &'static str, skills: [&'static str; 4], women_more: i32) -> Department {
    Department { name, skills, women_more, supports: false }
}

const fn support(name: &'static str, skills: [&'static str; 4], women_more: i32) -> Department {
    Department { name, skills, women_more, supports: true }
}

/// The first is the chief executive's own.
pub(super) const DEPARTMENTS: [Department; 12] = [
    line("Executive Office", ["strategy", "governance", "public speaking", "negotiation"], 0),
    line("Operations", ["process design", "scheduling", "quality control", "logistics"], -60),
    line("Engineering", ["python", "systems design", "testing", "cloud platforms"], -180),
    line("Sales", ["customer conversations", "account planning", "presentations", "pricing"], -20),
    support("Finance", ["forecasting", "budgeting", "spreadsheets", "sql"], 20),
    support("Marketing", ["brand design", "copywriting", "market research", "web analytics"], 120),
    support("People", ["interviewing", "labour law", "coaching", "workforce planning"], 220),
    line(
        "Customer Service",
        ["customer conversations", "conflict resolution", "chat tools", "multilingual support"],
        100,
    ),
    line("Product", ["user research", "prototyping", "road mapping", "web analytics"], 0),
    support("Information Technology", ["cyber security", "sql", "cloud platforms", "help desk"], -160),
    support("Legal", ["contracts", "privacy law", "governance", "negotiation"], 80),
    line("Research", ["statistics", "laboratory methods", "python", "scientific writing"], -10),
];

/// The department that the chief executive's n-th report heads.
pub(super) fn department_of_report(nth: u32) -> u8 {
    1 + (nth % (DEPARTMENTS.len() as u32 - 1)) as u8
}

/// A place: its invented name, the culture most people there come from, and the language of the street.
pub(super) struct Location {
    pub(super) name: &'static str,
    /// Index into [`CULTURES`].
    pub(super) culture: usize,
    pub(super) language: &'static str,
}

const fn location(name: &'static str, culture: usize, language: &'static str) -> Location {
    Location { name, culture, language }
}

/// Invented places; the first is the head office.
pub(super) const LOCATIONS: [Location; 8] = [
    location("Eastmarch", 0, "english"),
    location("Portavela", 1, "spanish"),
    location("Kiranapur", 3, "hindi"),
    location("Vesterholm", 0, "danish"),
    location("Sunjiang", 4, "mandarin"),
    location("Okeluna", 5, "yoruba"),
    location("Lakemont", 7, "english"),
    location("Miramonte", 6, "portuguese"),
];

/// Regions, as a self-description in a voluntary survey might list them.
pub(super) const CULTURES: [&str; 10] = [
    "northern european",
    "southern european",
    "eastern european",
    "south asian",
    "east asian",
    "west african",
    "latin american",
    "north american",
    "middle eastern",
    "oceanian",
];

/// Languages that people bring along.
pub(super) const FURTHER_LANGUAGES: [&str; 8] =
    ["french", "german", "arabic", "polish", "urdu", "japanese", "swahili", "spanish"];

/// How many places a company of this size has.
pub(super) fn how_many_locations(people: u32) -> u32 {
    match people {
        0..200 => 3,
        200..5_000 => 5,
        _ => LOCATIONS.len() as u32,
    }
}
