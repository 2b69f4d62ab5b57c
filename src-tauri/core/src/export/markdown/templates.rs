//! Texts that pass a template language on their way to a page: Liquid, Nunjucks.

/// `text` with each of `opens` between raw tags, so that it is printed and nothing runs. Whatever Markdown it stands in, code too.
pub(super) fn raw(text: &str, opens: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, open)) = opens.iter().filter_map(|open| Some((rest.find(open)?, *open))).min() {
        let (before, from) = rest.split_at(at);
        out.extend([before, RAW, open, END]);
        rest = &from[open.len()..];
    }
    out.push_str(rest);
    out
}

const RAW: &str = "{% raw %}";
const END: &str = "{% endraw %}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_a_tag_is_raw_and_nothing_else() {
        let raw = |text| raw(text, &["{{", "{%"]);
        assert_eq!(raw("a {b} c"), "a {b} c");
        assert_eq!(raw("{{ x }}"), "{% raw %}{{{% endraw %} x }}");
        assert_eq!(raw("{{{% endraw %}"), "{% raw %}{{{% endraw %}{% raw %}{%{% endraw %} endraw %}");
    }
}
