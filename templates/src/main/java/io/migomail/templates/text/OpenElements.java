package io.migomail.templates.text;

import io.migomail.templates.text.HtmlTag.Kind;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The elements that are open, with the ends that HTML lets authors leave out. Bounded: what is nested deeper is not held,
 * its text is. One thread.
 */
final class OpenElements {
    private static final int DEPTH = 200;

    private final HtmlTag[] tags = new HtmlTag[DEPTH];
    private final int[] cells = new int[DEPTH];
    private final Consumer<HtmlTag> left;
    private int size;
    private int deeper;
    private int hidden = DEPTH;

    /** @param left is told of every element that closes and was to be seen, the inner ones first */
    OpenElements(Consumer<HtmlTag> left) {
        this.left = left;
    }

    /** Whether what comes now is hidden from readers. */
    boolean hiding() {
        return hidden < size;
    }

    /** Opens an element; what is nested too deep only counts. */
    boolean open(HtmlTag tag) {
        if (size == DEPTH) {
            deeper++;
            return false;
        }
        cells[size] = 0;
        tags[size++] = tag;
        return true;
    }

    /** The element opened last, and all in it, is hidden. */
    void hide() {
        hidden = size - 1;
    }

    /** Whether the cell opened last is the first of its row. */
    boolean firstCell() {
        for (int i = size - 2; i >= 0; i--) {
            if (tags[i].kind() == Kind.TR || tags[i].kind() == Kind.TABLE) {
                return cells[i]++ == 0;
            }
        }
        return true;
    }

    /** An end tag: whether an element of that name was open where it may be closed. */
    boolean close(HtmlTag tag) {
        if (deeper > 0) {
            deeper--;
            return true;
        }
        int at = find(tag::same, bound(tag));
        if (at < 0) {
            return false;
        }
        if (overlaps(at)) {
            remove(at);
        } else {
            closeFrom(at);
        }
        return true;
    }

    /** Whether an inline element ends within a block that began in it. */
    private boolean overlaps(int at) {
        boolean inline = tags[at].flow() == HtmlTag.Flow.INLINE && !tags[at].tablePart();
        for (int i = size - 1; i > at && inline; i--) {
            if (tags[i].flow() != HtmlTag.Flow.INLINE) {
                return true;
            }
        }
        return false;
    }

    /** Closes what ends by itself where this element begins. */
    void closeFor(HtmlTag tag) {
        if (size > 0 && tags[size - 1].kind() == Kind.HEAD && !tag.ofHead()) {
            closeFrom(size - 1);
        }
        switch (tag.kind()) {
            case LI -> closeNearest(t -> t.kind() == Kind.LI, t -> t.isList() || t.tablePart());
            case DEFINITION ->
                closeNearest(t -> t.kind() == Kind.DEFINITION, t -> t.kind() == Kind.DL || t.tablePart());
            case CELL -> closeNearest(t -> t.kind() == Kind.CELL, t -> t.kind() == Kind.TABLE);
            case TR -> closeOutermost(t -> t.kind() == Kind.TR || t.kind() == Kind.CELL);
            case ROWS -> closeOutermost(HtmlTag::tablePart);
            case A -> removeNearest(t -> t.kind() == Kind.A);
            default -> {}
        }
        if (tag.flow() != HtmlTag.Flow.INLINE && !tag.tablePart()) {
            closeNearest(t -> t.kind() == Kind.P, HtmlTag::tablePart);
        }
    }

    /** Text begins: a head holds none. */
    void closeForText() {
        if (size > 0 && tags[size - 1].kind() == Kind.HEAD) {
            closeFrom(size - 1);
        }
    }

    /** The document ends. */
    void closeAll() {
        closeFrom(0);
    }

    private void closeNearest(Predicate<HtmlTag> wanted, Predicate<HtmlTag> bound) {
        int at = find(wanted, bound);
        if (at >= 0) {
            closeFrom(at);
        }
    }

    private void removeNearest(Predicate<HtmlTag> wanted) {
        int at = find(wanted, HtmlTag::tablePart);
        if (at >= 0) {
            remove(at);
        }
    }

    /** Closes the outermost such element of the innermost table. */
    private void closeOutermost(Predicate<HtmlTag> wanted) {
        int found = -1;
        for (int i = size - 1; i >= 0 && tags[i].kind() != Kind.TABLE; i--) {
            found = wanted.test(tags[i]) ? i : found;
        }
        if (found >= 0) {
            closeFrom(found);
        }
    }

    private int find(Predicate<HtmlTag> wanted, Predicate<HtmlTag> bound) {
        for (int i = size - 1; i >= 0; i--) {
            if (wanted.test(tags[i])) {
                return i;
            }
            if (bound.test(tags[i])) {
                return -1;
            }
        }
        return -1;
    }

    private void closeFrom(int at) {
        while (size > at) {
            HtmlTag tag = tags[--size];
            boolean seen = size < hidden;
            hidden = hidden >= size ? DEPTH : hidden;
            if (seen) {
                left.accept(tag);
            }
        }
    }

    /** Only this one: inline elements may overlap others. */
    private void remove(int at) {
        HtmlTag tag = tags[at];
        boolean seen = at < hidden;
        System.arraycopy(tags, at + 1, tags, at, size - at - 1);
        System.arraycopy(cells, at + 1, cells, at, size - at - 1);
        size--;
        if (hidden < DEPTH && hidden >= at) {
            hidden = hidden == at ? DEPTH : hidden - 1;
        }
        if (seen) {
            left.accept(tag);
        }
    }

    private static Predicate<HtmlTag> bound(HtmlTag tag) {
        if (tag.kind() == Kind.TABLE) {
            return t -> false;
        }
        return tag.tablePart() ? t -> t.kind() == Kind.TABLE : HtmlTag::tablePart;
    }
}
