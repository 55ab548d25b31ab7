package io.migomail.templates.css;

import com.helger.css.decl.CSSSelector;
import com.helger.css.decl.CSSSelectorAttribute;
import com.helger.css.decl.CSSSelectorMemberNot;
import com.helger.css.decl.CSSSelectorSimpleMember;
import com.helger.css.decl.CSSStyleRule;
import com.helger.css.decl.CascadingStyleSheet;
import com.helger.css.decl.ECSSAttributeOperator;
import com.helger.css.decl.ECSSSelectorCombinator;
import com.helger.css.decl.ICSSSelectorMember;
import com.helger.css.reader.CSSReader;
import com.helger.css.reader.CSSReaderSettings;
import com.helger.css.reader.errorhandler.DoNothingCSSParseErrorHandler;
import com.helger.css.writer.CSSWriterSettings;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A selector that can be applied once, at publish.
 *
 * @param query as jsoup reads it
 * @param specificity comparable (Selectors Level 4, 17)
 * @param positional depends on siblings, which a template's loops and conditions may multiply or remove
 */
record StyleSelector(String query, int specificity, boolean positional) {
    private static final int ID = 1 << 20;
    private static final int CLASS = 1 << 10;
    private static final CSSWriterSettings WRITER = new CSSWriterSettings().setOptimizedOutput(true);
    private static final Set<String> POSITIONAL = Set.of(
            ":first-child", ":last-child", ":only-child", ":first-of-type", ":last-of-type", ":only-of-type", ":empty");

    /** The selector, or null if it depends on the reader's state or client, or cannot be understood. */
    static @Nullable StyleSelector parse(String text) {
        CascadingStyleSheet sheet = CSSReader.readFromStringReader(
                text + "{}",
                new CSSReaderSettings()
                        .setCustomErrorHandler(new DoNothingCSSParseErrorHandler())
                        .setCustomExceptionHandler(problem -> {}));
        if (sheet == null || sheet.getRuleCount() != 1 || sheet.getStyleRuleCount() != 1) {
            return null;
        }
        CSSStyleRule rule = sheet.getStyleRuleAtIndex(0);
        return rule.getSelectorCount() == 1 ? of(rule.getSelectorAtIndex(0)) : null;
    }

    private static @Nullable StyleSelector of(CSSSelector selector) {
        int specificity = 0;
        boolean positional = false;
        for (ICSSSelectorMember member : selector.getAllMembers()) {
            int weight = weight(member);
            if (weight < 0) {
                return null;
            }
            specificity += weight;
            positional |= isPositional(member);
        }
        return new StyleSelector(selector.getAsCSSString(WRITER, 0), specificity, positional);
    }

    /** What the member adds to the specificity, or -1 if it cannot be decided at publish. */
    private static int weight(ICSSSelectorMember member) {
        if (member instanceof CSSSelectorSimpleMember simple) {
            return weight(simple);
        } else if (member instanceof CSSSelectorAttribute attribute) {
            return isPlain(attribute) ? CLASS : -1;
        } else if (member instanceof CSSSelectorMemberNot not && not.getSelectorCount() == 1) {
            StyleSelector inner = of(not.getSelectorAtIndex(0));
            return inner == null || inner.positional() ? -1 : inner.specificity();
        }
        return member instanceof ECSSSelectorCombinator ? 0 : -1;
    }

    private static int weight(CSSSelectorSimpleMember simple) {
        if (simple.isHash()) {
            return ID;
        } else if (simple.isClass()) {
            return CLASS;
        } else if (simple.isPseudo()) {
            return isPositional(simple) ? CLASS : -1;
        }
        return simple.getValue().equals("*") ? 0 : 1;
    }

    private static boolean isPositional(ICSSSelectorMember member) {
        if (member instanceof CSSSelectorSimpleMember simple && simple.isPseudo()) {
            String name = simple.getValue().toLowerCase(Locale.ROOT);
            return POSITIONAL.contains(name) || name.startsWith(":nth-");
        }
        return member == ECSSSelectorCombinator.PLUS || member == ECSSSelectorCombinator.TILDE;
    }

    // jsoup reads ~= as a regular expression and knows no |=
    private static boolean isPlain(CSSSelectorAttribute attribute) {
        ECSSAttributeOperator operator = attribute.getOperator();
        return attribute.getCaseSensitivityFlag() == null
                && (operator == null
                        || operator == ECSSAttributeOperator.EQUALS
                        || operator == ECSSAttributeOperator.BEGINMATCH
                        || operator == ECSSAttributeOperator.ENDMATCH
                        || operator == ECSSAttributeOperator.CONTAINSMATCH);
    }
}
