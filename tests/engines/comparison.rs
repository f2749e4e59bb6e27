//! What was computed beside what was found.

use envelope::engines::Engine;

/// Sizes of one kind, to be shown whole when something is off.
#[derive(Default)]
pub(crate) struct Comparison {
    lines: Vec<String>,
    errors: Vec<f64>,
    off: usize,
}

/// The least that a size can be off by. Each level of a tree ends with a page that is being filled, so two pages; `InnoDB`
/// gives out extents of 64 to what has more than 32.
const fn at_once(engine: Engine) -> f64 {
    match engine {
        Engine::Postgres => 2.0 * 8192.0,
        Engine::Innodb => 1_048_576.0,
        Engine::Sqlite => 2.0 * 4096.0,
    }
}

impl Comparison {
    /// The tolerance is in percent; what an engine gives out at once comes on top.
    pub(crate) fn add(
        &mut self,
        engine: Engine,
        what: &str,
        [computed, found]: [f64; 2],
        tolerance: f64,
    ) {
        let error = (computed / found - 1.0) * 100.0;
        let most = found * tolerance / 100.0 + at_once(engine);
        let fits = (computed - found).abs() <= most;
        let mark = if fits { "" } else { "  <<<" };
        self.lines.push(format!(
            "{error:8.3} %  {computed:>12} {found:>12}  {what}{mark}"
        ));
        self.errors.push(error.abs());
        self.off += usize::from(!fits);
    }

    /// None is off, and most are much nearer: `median` is in percent.
    pub(crate) fn judge(mut self, of: &str, seed: u64, median: f64) {
        println!("{of}, SEED={seed}:\n{}", self.lines.join("\n"));
        let count = self.errors.len();
        assert!(
            self.off == 0,
            "{of}, SEED={seed}: {} of {count} are off",
            self.off
        );
        self.errors.sort_by(f64::total_cmp);
        let middle = self.errors[count / 2];
        assert!(
            middle <= median,
            "{of}, SEED={seed}: half are off by more than {middle} %"
        );
    }
}

/// How far a table may scatter whose rows differ in length, in percent: what is left over at the end of a page is
/// anything up to a row, so with `k` rows on a page and `n` in all it makes 1 / √(12·k·n) of the table on average. What is
/// computed is tried out with 24,000 rows, and scatters too. Thrice both together is nearly always enough.
pub(crate) fn scatter(found: f64, page: f64, rows: f64) -> f64 {
    const TRIED: f64 = 24_000.0;
    let on_page = rows / (found / page);
    300.0 * ((1.0 / rows + 1.0 / TRIED) / (12.0 * on_page)).sqrt()
}

/// A number that an engine has answered with.
pub(crate) fn number(text: &str) -> f64 {
    text.trim()
        .parse()
        .unwrap_or_else(|_| panic!("no number: {text}"))
}
