package io.migomail.templates.css;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CssInlinerTest {
    private static String body(String css, String body) throws CssTooLarge {
        String out = CssInliner.inline("<style>" + css + "</style><body>" + body + "</body>");
        return out.substring(out.indexOf("<body>") + 6, out.indexOf("</body>"));
    }

    private static String sheet(String css, String body) throws CssTooLarge {
        String out = CssInliner.inline("<style>" + css + "</style><body>" + body + "</body>");
        return out.substring(0, out.indexOf("<body>"));
    }

    @Test
    void a_more_specific_rule_wins_whatever_the_order() throws Exception {
        assertEquals(
                "<p id=\"i\" class=\"c\" style=\"color: red\">x</p>"
                        .replace(" style=\"color: red\"", "")
                        .replace("<p", "<p style=\"color: red\""),
                body("#i { color: red } .c { color: green } p { color: blue }", "<p id=\"i\" class=\"c\">x</p>"));
        assertEquals(
                "<p style=\"color: green\" class=\"c d\">x</p>",
                body("p.c.d{color:green} p.c{color:red} p{color:blue}", "<p class=\"c d\">x</p>"));
        assertEquals(
                "<div><p style=\"color: red\">x</p></div>".replace("<div>", "<div>"),
                body("div p{color:red} p{color:blue}", "<div><p>x</p></div>"));
        assertEquals(
                "<p style=\"color: red\" class=c>x</p>",
                body("p:not(.d){color:red} p{color:blue}", "<p class=c>x</p>"));
    }

    @Test
    void of_equal_rules_the_later_wins() throws Exception {
        assertEquals("<p style=\"color: blue\">x</p>", body("p{color:red} p{color:blue}", "<p>x</p>"));
    }

    @Test
    void a_selector_list_counts_each_selector_by_itself() throws Exception {
        assertEquals(
                "<p style=\"color: red\" class=\"a\">x</p>",
                body(".a, h1 {color:red} p{color:blue}", "<p class=\"a\">x</p>"));
    }

    @Test
    void important_wins_over_specificity_and_over_the_elements_own_style() throws Exception {
        assertEquals(
                "<p style=\"color: blue\" id=i>x</p>", body("p{color:blue!important} #i{color:red}", "<p id=i>x</p>"));
        assertEquals(
                "<p style=\"color: red; color: blue\">x</p>",
                body("p{color:blue ! IMPORTANT}", "<p style=\"color: red\">x</p>"));
        assertEquals(
                "<p style=\"color: red !important\">x</p>",
                body("p{color:blue!important}", "<p style=\"color: red !important\">x</p>"));
    }

    @Test
    void the_elements_own_style_wins_over_rules_and_keeps_its_bytes() throws Exception {
        assertEquals(
                "<p style=\"margin: 0; COLOR:red\">x</p>",
                body("p{color:blue;margin:0}", "<p style=\"COLOR:red;\">x</p>"));
        assertEquals(
                "<p style='margin: 0; font-family:\"A B\"'>x</p>",
                body("p{margin:0}", "<p style='font-family:\"A B\"'>x</p>"));
        assertEquals("<p style=\"margin: 0; color:red\">x</p>", body("p{margin:0}", "<p style=color:red>x</p>"));
    }

    @Test
    void shorthands_and_longhands_keep_the_order_in_which_they_apply() throws Exception {
        assertEquals(
                "<p style=\"padding-left: 9px; padding: 0\" class=a>x</p>",
                body("p{padding-left:9px} .a{padding:0}", "<p class=a>x</p>"));
        assertEquals(
                "<p style=\"padding: 0; padding-left: 9px\" class=a>x</p>",
                body(".a{padding-left:9px} p{padding:0}", "<p class=a>x</p>"));
    }

    @Test
    void fallback_values_in_one_rule_stay_together() throws Exception {
        assertEquals(
                "<p style=\"background: red; background: linear-gradient(red, blue)\">x</p>",
                body("p{background:red;background:linear-gradient(red, blue)}", "<p>x</p>"));
    }

    @Test
    void combinators_and_attributes_are_understood() throws Exception {
        String css = "div > p {a:1} h1 + p {b:2} a[href^=\"http\"] {c:3} p *{d:4}";
        assertEquals(
                "<div><h1>h</h1><p style=\"a: 1; b: 2\">x<a style=\"d: 4; c: 3\" href=\"https://x\">y</a></p></div>",
                body(css, "<div><h1>h</h1><p>x<a href=\"https://x\">y</a></p></div>"));
    }

    @Test
    void what_depends_on_the_reader_stays_byte_for_byte() throws Exception {
        String kept = "@import url('a.css');\n@font-face { font-family : X; src: url(x.woff) }\n"
                + "@media (max-width:600px) { .a  { color:red!important } }\na:hover  { color : red }\n"
                + "p::before{content:\"}\"}";
        assertEquals("<style>\n" + kept + "\n</style>", sheet(kept + " p{color:red}", "<p class=a>x<a>y</a></p>"));
    }

    @Test
    void a_rule_is_split_when_only_some_of_its_selectors_stay() throws Exception {
        assertEquals("<style>\na:hover {color:red}\n</style>", sheet("a, a:hover {color:red}", "<a>x</a>"));
        assertEquals("<a style=\"color: red\">x</a>", body("a, a:hover {color:red}", "<a>x</a>"));
    }

    @Test
    void selectors_that_match_nothing_stay_for_what_clients_wrap_around() throws Exception {
        assertEquals(
                "<style>\n.ExternalClass{width:100%}\n</style>",
                sheet(".ExternalClass{width:100%} p{a:b}", "<p>x</p>"));
    }

    @Test
    void an_empty_style_element_goes_away() throws Exception {
        assertEquals("", sheet("/* c */ p{color:red}", "<p>x</p>"));
    }

    @Test
    void print_styles_and_foreign_types_are_left_alone() throws Exception {
        String html = "<style media=\"print\">p{color:red}</style><style type=\"text/x\">p{a:b}</style><p>x</p>";
        assertEquals(html, CssInliner.inline(html));
    }

    @Test
    void quotes_and_ampersands_are_escaped_for_the_attribute() throws Exception {
        assertEquals(
                "<p style=\"font-family: 'A B'; background: url(x?a=1&amp;b=2)\">x</p>",
                body("p{font-family:\"A B\";background:url(x?a=1&b=2)}", "<p>x</p>"));
        assertEquals(
                "<p style=\"font-family: &quot;A B&quot;, 'C'\">x</p>",
                body("p{font-family:\"A B\", 'C'}", "<p>x</p>"));
    }

    @Test
    void semicolons_and_braces_in_strings_and_urls_do_not_end_anything() throws Exception {
        assertEquals(
                "<p style=\"background: url(data:image/png;base64,AA==); x: ';}'\">x</p>",
                body("p{background:url(data:image/png;base64,AA==);x:';}'}", "<p>x</p>"));
    }

    @Test
    void everything_else_keeps_its_bytes() throws Exception {
        String before =
                "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"x\">\r\n<HTML >\n<!--[if mso]>"
                        + "<style>p{color:red}</style><table><tr><td><![endif]-->\n<![if !mso]>&nbsp;&copy;<![endif]>"
                        + "<tr>loose<td class='a'\n  BGCOLOR=red>";
        String after = "<br/><img src=x />&amp;&#8217; é </P>\n\n";
        assertEquals(
                before + "<p style=\"color: red\" >" + after,
                CssInliner.inline(before + "<p >" + after + "<style>p{color:red}</style>"));
    }

    @Test
    void directives_between_table_rows_stay_where_they_are() throws Exception {
        String rows = "<table>[#list rows as r]<tr>[#if r.a > 1 && r.b < 2]<td class=\"[#if r.x]c[#else]d[/#if]\">"
                + "${r.name!\"<none>\"}</td>[/#if]</tr>[#else]<tr><td>-</td></tr>[/#list]</table>";
        assertEquals(
                rows.replace("<td", "<td style=\"color: red\""),
                CssInliner.inline("<style>td{color:red}</style>" + rows));
    }

    @Test
    void interpolations_in_css_and_attributes_survive() throws Exception {
        assertEquals(
                "<a style=\"color: ${brand!\"#fff\"}; border: 1px solid ${line}; width:${w}px\" href=\"${url}?a=${b?url}\">x</a>",
                body(
                                "a{color:${brand!\"#fff\"};border:1px solid ${line}}",
                                "<a href=\"${url}?a=${b?url}\" style=\"width:${w}px\">x</a>")
                        .replace("<a href=\"${url}?a=${b?url}\" style=", "<a style=")
                        .replace("px\">x", "px\" href=\"${url}?a=${b?url}\">x"));
    }

    @Test
    void a_style_attribute_with_directives_keeps_them() throws Exception {
        assertEquals(
                "<p style=\"color: red; [#if a]color:blue;[/#if]\">x</p>".replace(";[/#if]", ";[/#if]"),
                body("p{color:red}", "<p style=\"[#if a]color:blue;[/#if]\">x</p>"));
    }

    @Test
    void a_conditional_style_attribute_leaves_the_rule_in_the_sheet() throws Exception {
        String p = "<p [#if a]style=\"color:blue\"[/#if]>x</p>";
        assertEquals(p, body("p{margin:0}", p));
        assertEquals("<style>\np{margin:0}\n</style>", sheet("p{margin:0}", p));
    }

    @Test
    void position_among_siblings_is_not_decided_where_loops_may_change_it() throws Exception {
        assertEquals("<p style=\"a: b\">x</p><p>y</p>", body("p:first-child{a:b}", "<p>x</p><p>y</p>"));
        assertEquals(
                "<style>\np:first-child{a:b}\n</style>", sheet("p:first-child{a:b}", "[#list l as x]<p>x</p>[/#list]"));
    }

    @Test
    void a_sheet_with_directives_is_left_alone() throws Exception {
        String html = "<style>[#if dark]p{color:red}[/#if]</style><p>x</p>";
        assertEquals(html, CssInliner.inline(html));
    }

    @Test
    void broken_css_costs_nothing_but_itself() throws Exception {
        assertEquals(
                "<p style=\"color: red\">x</p>",
                body("p{color:red;nonsense;:x;*zoom:1".replace("*zoom:1", ""), "<p>x</p>"));
        assertEquals("<p>x</p>", body("p{", "<p>x</p>"));
        assertEquals("<p>x</p>", body("}}}{{{\"", "<p>x</p>"));
    }

    @Test
    void too_many_matches_are_refused() {
        String css = "p{a:b}".repeat(20_000);
        String html = "<i>x</i>".repeat(2_000);
        CssTooLarge e = assertThrows(CssTooLarge.class, () -> CssInliner.inline("<style>" + css + "</style>" + html));
        assertTrue(String.valueOf(e.getMessage()).contains("more than"));
    }

    @Test
    void tables_and_images_get_the_attributes_that_outlook_reads() throws Exception {
        assertEquals(
                "<table width=\"100%\" bgcolor=\"#ffffff\" align=\"center\" style=\"width: 100%; background: #FFF; margin: 0 auto\">",
                body("table{width:100%;background:#FFF;margin:0 auto}", "<table>"));
        assertEquals(
                "<td height=\"40\" align=\"right\" valign=\"top\" style=\"width: 50%; height: 40px; text-align: right;"
                        + " vertical-align: top\" width=3>",
                attributesOf("td{width:50%;height:40px;text-align:right;vertical-align:top}", "<td width=3>"));
        assertEquals(
                "<img width=\"120\" style=\"width: 120px; height: 40px\">",
                body("img{width:120px;height:40px}", "<img>"));
        assertEquals("<img style=\"width: 120px\" height=40>", body("img{width:120px}", "<img height=40>"));
    }

    @Test
    void what_an_attribute_cannot_say_adds_none() throws Exception {
        assertEquals(
                "<table style=\"width: auto; width: 50em; background: url(a.png)\">",
                body("table{width:auto;width:50em;background:url(a.png)}", "<table>"));
        assertEquals("<p style=\"width: 10px; text-align: center\">", body("p{width:10px;text-align:center}", "<p>"));
        assertEquals(
                "<table style=\"color: red; width:auto\">",
                body("table{width:50%;color:red}", "<table style=\"width:auto\">"));
        assertEquals(
                "<table bgcolor=\"red\" style=\"background: red; background: linear-gradient(red, blue)\">",
                body("table{background:red;background:linear-gradient(red, blue)}", "<table>"));
    }

    private static String attributesOf(String css, String cell) throws CssTooLarge {
        return body(css, "<table><tr>" + cell).substring("<table><tr>".length());
    }
}
