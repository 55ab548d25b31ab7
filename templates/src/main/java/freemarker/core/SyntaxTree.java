package freemarker.core;

import freemarker.template.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reads the tree of a parsed template and puts step checks into its loops. It lives in the parser's package because the
 * tree's accessors are package-private; it holds no policy. The accessors belong to no published API: a test over all
 * directives fails if an upgrade of the library changes them.
 */
public final class SyntaxTree {
    private SyntaxTree() {}

    /** The tree of the template; throws {@link TooDeep} beyond that nesting of elements and expressions. */
    public static SyntaxNode of(Template template, int maxDepth) {
        return node(template.getRootTreeNode(), maxDepth);
    }

    /** Makes every turn of every loop tell the writer that is rendered into, which must be a {@link StepListener}. */
    public static void checkLoops(Template template) {
        addChecks(template.getRootTreeNode());
    }

    private static SyntaxNode node(TemplateObject object, int depth) {
        if (depth == 0) {
            throw new TooDeep(object.getBeginLine(), object.getBeginColumn());
        }
        List<SyntaxNode> operands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        if (!(object instanceof TextBlock)) {
            for (int i = 0; i < object.getParameterCount(); i++) {
                addParameter(object.getParameterValue(i), depth, operands, words);
            }
        }
        boolean constant = !(object instanceof StringLiteral) || operands.isEmpty();
        return new SyntaxNode(
                type(object),
                text(object),
                constant,
                object.getBeginLine(),
                object.getBeginColumn(),
                List.copyOf(operands),
                List.copyOf(words),
                children(object, depth));
    }

    private static void addParameter(Object value, int depth, List<SyntaxNode> operands, List<String> words) {
        if (value instanceof TemplateObject nested) {
            operands.add(node(nested, depth - 1));
        } else if (value instanceof Collection<?> several) {
            several.forEach(one -> addParameter(one, depth, operands, words));
        } else if (value instanceof String word) {
            words.add(word);
        }
    }

    private static List<SyntaxNode> children(TemplateObject object, int depth) {
        if (!(object instanceof TemplateElement element)) {
            return List.of();
        }
        List<SyntaxNode> children = new ArrayList<>(element.getChildCount());
        for (int i = 0; i < element.getChildCount(); i++) {
            children.add(node(element.getChild(i), depth - 1));
        }
        return List.copyOf(children);
    }

    private static String type(TemplateObject object) {
        if (object instanceof BuiltIn) {
            return "BuiltIn";
        }
        return object.getClass().getSimpleName().replace("BeforeMethodCall", "");
    }

    private static String text(TemplateObject object) {
        if (object instanceof BuiltIn builtIn) {
            return builtIn.key;
        } else if (object instanceof Dot dot) {
            return dot.getRHO();
        } else if (object instanceof StringLiteral literal) {
            return literal.getAsString();
        } else if (object instanceof Identifier identifier) {
            return identifier.getName();
        } else if (object instanceof NumberLiteral) {
            return object.getCanonicalForm();
        }
        return object.getNodeTypeSymbol();
    }

    private static void addChecks(TemplateElement element) {
        if (element == null) {
            return;
        }
        for (int i = 0; i < element.getChildCount(); i++) {
            addChecks(element.getChild(i));
        }
        if (element.isNestedBlockRepeater()) {
            element.addChild(0, new StepCheck(element));
        }
    }

    /** Nesting beyond the limit, with the place where the limit was passed. */
    public static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;
        public final int line;
        public final int column;

        TooDeep(int line, int column) {
            super("nested too deeply", null, false, false);
            this.line = line;
            this.column = column;
        }
    }

    /** Is told about every turn of every loop, on the rendering thread; ends the rendering by throwing. */
    public interface StepListener {
        /** One turn begins. */
        void step();
    }

    private static final class StepCheck extends TemplateElement {
        StepCheck(TemplateElement loop) {
            setLocation(loop.getTemplate(), loop.beginColumn, loop.beginLine, loop.beginColumn, loop.beginLine);
        }

        @Override
        TemplateElement[] accept(Environment env) {
            ((StepListener) env.getOut()).step();
            return null;
        }

        @Override
        protected String dump(boolean canonical) {
            return canonical ? "" : getNodeTypeSymbol();
        }

        @Override
        String getNodeTypeSymbol() {
            return "##stepCheck";
        }

        @Override
        int getParameterCount() {
            return 0;
        }

        @Override
        Object getParameterValue(int index) {
            throw new IndexOutOfBoundsException();
        }

        @Override
        ParameterRole getParameterRole(int index) {
            throw new IndexOutOfBoundsException();
        }

        @Override
        boolean isNestedBlockRepeater() {
            return false;
        }
    }
}
