package io.migomail.ingress.docs;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of code as HTML: comments, texts, numbers and words of the language stand out, and a button copies it. */
final class CodeBlock {
    private static final String TEXTS = "(?<s>\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*')";
    private static final String NUMBERS = "(?<n>\\b[0-9][0-9_.]*\\b)";
    private static final Pattern JSON = pattern("(?<c>(?!))", "true|false|null");
    private static final Pattern SHELL = Pattern.compile("(?<c>(?:^|(?<=\\s))#[^\n]*)|" + TEXTS
            + "|(?<n>(?<=\\s)--?[A-Za-z][A-Za-z-]*|\\$[A-Z_]+)|(?<k>\\b(?:curl|export|echo|jq|swaks|printf)\\b)");
    private static final Map<String, Pattern> LANGUAGES = Map.of(
            "json",
            JSON,
            "sh",
            SHELL,
            "bash",
            SHELL,
            "js",
            pattern(
                    "(?<c>//[^\n]*)",
                    "import|from|export|function|const|let|if|else|for|of|await|async|new|throw|return|try|catch|instanceof|true|false|null|undefined"),
            "python",
            pattern(
                    "(?<c>#[^\n]*)",
                    "import|from|def|class|if|not|and|or|in|for|try|except|as|raise|return|with|True|False|None"),
            "php",
            pattern(
                    "(?<c>//[^\n]*)",
                    "use|function|if|foreach|as|throw|new|return|try|catch|echo|string|array|int|true|false|null"),
            "ruby",
            pattern("(?<c>#[^\n]*)", "require|def|end|if|unless|raise|return|begin|rescue|do|puts|true|false|nil"),
            "java",
            pattern(
                    "(?<c>//[^\n]*)",
                    "import|class|new|for|try|catch|return|throw|if|else|static|final|void|int|true|false|null"));

    private CodeBlock() {}

    private static Pattern pattern(String comment, String words) {
        return Pattern.compile(comment + "|" + TEXTS + "|" + NUMBERS + "|(?<k>\\b(?:" + words + ")\\b)");
    }

    /** @param language as a fence of Markdown names it; of others the text stands as it is */
    static String of(String language, String code) {
        return "<div class=\"code\"><pre tabindex=\"0\"><code>" + marked(language, code.strip())
                + "</code></pre></div>";
    }

    private static String marked(String language, String code) {
        Pattern pattern = LANGUAGES.get(language);
        if (pattern == null) {
            return Html.escape(code);
        }
        StringBuilder out = new StringBuilder();
        Matcher token = pattern.matcher(code);
        int at = 0;
        while (token.find()) {
            out.append(Html.escape(code.substring(at, token.start())));
            out.append("<span class=\"").append(kind(token)).append("\">");
            out.append(Html.escape(token.group())).append("</span>");
            at = token.end();
        }
        return out.append(Html.escape(code.substring(at))).toString();
    }

    private static String kind(Matcher token) {
        for (String each : new String[] {"c", "s", "n"}) {
            if (token.group(each) != null) {
                return each;
            }
        }
        return "k";
    }
}
