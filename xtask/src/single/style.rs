//! The style of the page that is one file: what the shell needs stands in the head, the rest is packed with the program.

/// The rules of what is there before the program.
const SHELL: &str = "#shell";

/// The rules before the first that names a class, which are those of plain elements, together with the shell's; and the
/// rules from there on. Rules of one weight stay in their order.
pub(super) fn halves(style: &str) -> (String, String) {
    let rules = rules(style);
    let plain = |rule: &&&str| !head(rule).contains(['.', '@']);
    let first = rules.iter().take_while(plain).count();
    let (plain, rest) = rules.split_at(first);
    let shell = rest.iter().filter(|rule| head(rule).starts_with(SHELL));
    (plain.iter().chain(shell).copied().collect(), rest.concat())
}

fn head(rule: &str) -> &str {
    rule.split('{').next().unwrap_or_default().trim_start()
}

/// The outermost rules, each with all that stands before it.
fn rules(style: &str) -> Vec<&str> {
    let (mut found, mut begun, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, letter) in style.char_indices() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, '{') => depth += 1,
            (None, '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    found.push(&style[begun..=at]);
                    begun = at + 1;
                }
            }
            _ => {}
        }
    }
    if begun < style.len() {
        found.push(&style[begun..]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_has_its_rules_and_the_rest_keeps_its_order() {
        let style = ":root{--a:.5}p::before{content:\"}.\"}.a{b:c}p{d:e}@media print{p{f:g}#shell{h:i}}#shell p{j:k}";
        let (first, rest) = halves(style);
        assert_eq!(first, ":root{--a:.5}p::before{content:\"}.\"}#shell p{j:k}");
        assert_eq!(
            rest,
            ".a{b:c}p{d:e}@media print{p{f:g}#shell{h:i}}#shell p{j:k}"
        );
    }

    #[test]
    fn a_style_without_classes_is_the_shell_s() {
        assert_eq!(halves("p{a:b}"), ("p{a:b}".to_owned(), String::new()));
        assert_eq!(halves(""), (String::new(), String::new()));
    }
}
