//! The fourteen sections, the notes and the scenarios: their names, numbers and addresses.

/// A section of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// 1
    Requirements,
    /// 2
    Actors,
    /// 3
    Apis,
    /// 4
    Services,
    /// 5
    Capacity,
    /// 6
    Cost,
    /// 7
    DataModel,
    /// 8
    Architecture,
    /// 9
    Reliability,
    /// 10
    Tradeoffs,
    /// 11
    Failures,
    /// 12
    Security,
    /// 13
    Feedback,
    /// 14
    Summary,
    /// The learnings.
    Notes,
    /// Scenarios, limits and questions.
    WhatIf,
}

impl Section {
    /// All of them, in the template's order, and after them what it does not have.
    pub const ALL: [Self; 16] = [
        Self::Requirements,
        Self::Actors,
        Self::Apis,
        Self::Services,
        Self::Capacity,
        Self::Cost,
        Self::DataModel,
        Self::Architecture,
        Self::Reliability,
        Self::Tradeoffs,
        Self::Failures,
        Self::Security,
        Self::Feedback,
        Self::Summary,
        Self::Notes,
        Self::WhatIf,
    ];

    /// The number in the template; the notes and the scenarios have none.
    pub fn number(self) -> Option<usize> {
        let at = Self::ALL.iter().position(|section| *section == self)?;
        (!matches!(self, Self::Notes | Self::WhatIf)).then_some(at + 1)
    }

    /// The name of the module that holds it in every room, and the first part of its fields' keys.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Requirements => "requirements",
            Self::Actors => "actors",
            Self::Apis => "apis",
            Self::Services => "services",
            Self::Capacity => "capacity",
            Self::Cost => "cost",
            Self::DataModel => "data_model",
            Self::Architecture => "architecture",
            Self::Reliability => "reliability",
            Self::Tradeoffs => "tradeoffs",
            Self::Failures => "failures",
            Self::Security => "security",
            Self::Feedback => "feedback",
            Self::Summary => "summary",
            Self::Notes => "notes",
            Self::WhatIf => "whatif",
        }
    }

    /// The address on the page, after `#/`.
    pub const fn route(self) -> &'static str {
        match self {
            Self::DataModel => "data-model",
            Self::WhatIf => "what-if",
            other => other.key(),
        }
    }

    /// The section at an address such as `#/capacity`.
    ///
    /// ```
    /// use envelope::model::Section;
    /// assert_eq!(Section::at("#/data-model"), Some(Section::DataModel));
    /// assert_eq!(Section::at("#/nowhere"), None);
    /// ```
    pub fn at(hash: &str) -> Option<Self> {
        let route = hash.strip_prefix("#/")?;
        Self::ALL
            .into_iter()
            .find(|section| section.route() == route)
    }

    /// The section that a field or table belongs to, by its key.
    pub fn of_key(key: &str) -> Option<Self> {
        let first = key.split('.').next()?;
        Self::ALL.into_iter().find(|section| section.key() == first)
    }

    /// The name on the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requirements => "Requirements",
            Self::Actors => "Flow and actors",
            Self::Apis => "Actions and APIs",
            Self::Services => "Services",
            Self::Capacity => "Capacity and scale",
            Self::Cost => "Cost",
            Self::DataModel => "Data model",
            Self::Architecture => "Architecture",
            Self::Reliability => "Reliability",
            Self::Tradeoffs => "Trade-offs",
            Self::Failures => "Failures",
            Self::Security => "Security",
            Self::Feedback => "Feedback",
            Self::Summary => "Summary",
            Self::Notes => "Learnings, IDs",
            Self::WhatIf => "What if",
        }
    }

    /// The heading in the template, without its number.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Requirements => "Clarify Requirements",
            Self::Actors => "Understand System Flow and Actors",
            Self::Apis => "Define User Actions and APIs",
            Self::Services => "Identify Microservices",
            Self::Capacity => "Capacity and Scale Estimation",
            Self::Cost => "Cost Estimation",
            Self::DataModel => "Design Data Model and Database",
            Self::Architecture => "High Level Architecture Diagram",
            Self::Reliability => "Address Scalability and Reliability",
            Self::Tradeoffs => "Identify Tradeoffs",
            Self::Failures => "Handling Failures and Bottlenecks",
            Self::Security => "Security and Compliance",
            Self::Feedback => "Take Feedback and Iterate",
            Self::Summary => "Summarize the Design",
            Self::Notes => "My Learnings",
            Self::WhatIf => "What If",
        }
    }

    /// One sentence that says what the section is for.
    pub const fn lede(self) -> &'static str {
        match self {
            Self::Requirements => "What the system must do, how well, and what it leaves out.",
            Self::Actors => "Who takes part, and what happens in which order.",
            Self::Apis => {
                "What each actor does, as an API, with how often and how much. Enter it once: the numbers follow."
            }
            Self::Services => "Which services answer the APIs, and what each of them owns.",
            Self::Capacity => {
                "How many people, how often, how much. Storage is sized from the average, capacity from the peak."
            }
            Self::Cost => {
                "What it costs each month, part by part. Quantities come from the estimate, prices from the price book, unless you enter your own."
            }
            Self::DataModel => "What is stored, how it is asked for, and how large it gets.",
            Self::Architecture => "The parts of the system and what goes between them.",
            Self::Reliability => {
                "How the design keeps every promise of section 1 as it grows and when parts fail."
            }
            Self::Tradeoffs => "What was decided, why, and what was given up for it.",
            Self::Failures => {
                "What breaks, how it is noticed, what is done, and what runs out first."
            }
            Self::Security => "Who may do what, what is protected how, and which rules apply.",
            Self::Feedback => "What others said, and what changed because of it.",
            Self::Summary => "The design in a few sentences, with its key numbers.",
            Self::Notes => "What you want to remember, and a calculator for Snowflake IDs.",
            Self::WhatIf => {
                "The same design with ten times the users, or other figures; what breaks first; and how far it goes."
            }
        }
    }

    /// The group that it stands under in the list of sections.
    pub const fn group(self) -> &'static str {
        match self {
            Self::Requirements | Self::Actors | Self::Apis | Self::Services => "Clarify",
            Self::Capacity | Self::Cost | Self::WhatIf => "Estimate",
            Self::Notes => "Notes",
            _ => "Design",
        }
    }
}
