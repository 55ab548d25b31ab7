package io.migomail.templates;

import io.migomail.core.Limits;
import io.migomail.core.record.TemplatePiece;
import io.migomail.templates.TemplateProblem.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a source into its layout and its partials into it, as text, before anything is compiled: so the version that comes
 * of it never changes, and rendering knows nothing of pieces. One source, one thread.
 */
final class Assembler {
    private final TemplateSource source;
    private final Pieces pieces;
    private final List<Fault> faults;
    private final Map<String, Integer> taken = new LinkedHashMap<>();
    private final Deque<String> within = new ArrayDeque<>();
    private int inclusions;

    /** @param alias of the source itself, empty where it has none */
    Assembler(TemplateSource source, String alias, Pieces pieces, List<Fault> faults) {
        this.source = source;
        this.pieces = pieces;
        this.faults = faults;
        if (!alias.isEmpty()) {
            within.addLast(alias);
        }
    }

    /** The whole text of a part; what cannot be put together is a fault. */
    Assembled part(Part part, String text) {
        Assembled out = new Assembled();
        Piece layout = part == Part.SUBJECT || text.isBlank() ? null : layout();
        String around = layout == null ? "" : textOf(layout, part);
        if (layout == null || around.isBlank()) {
            expand(out, part, "", text, null);
        } else {
            expand(out, part, layout.alias(), around, text);
        }
        return out;
    }

    /** The pieces that were taken, and which versions of them. */
    List<TemplatePiece> taken() {
        List<TemplatePiece> out = new ArrayList<>();
        taken.forEach((alias, version) -> out.add(
                TemplatePiece.newBuilder().setAlias(alias).setVersion(version).build()));
        return out;
    }

    private @Nullable Piece layout() {
        if (source.layout().isEmpty()) {
            return null;
        }
        Piece found = pieces.find(source.layout());
        String why = found == null ? "there is no published layout " + source.layout() : unfit(found, Kind.LAYOUT);
        if (found == null || !why.isEmpty()) {
            if (faults.stream().noneMatch(fault -> fault.part().equals("layout"))) {
                faults.add(new Fault("layout", 0, 0, "layout_not_usable", why));
            }
            return null;
        }
        taken.put(found.alias(), found.version());
        return found;
    }

    private String unfit(Piece piece, Kind wanted) {
        if (piece.source().kind() != wanted) {
            return piece.alias() + " is a " + piece.source().kind().word() + ", not a " + wanted.word();
        }
        return piece.source().syntax() == source.syntax()
                ? ""
                : piece.alias() + " is written in " + piece.source().syntax().word() + ", this in "
                        + source.syntax().word();
    }

    private static String textOf(Piece piece, Part part) {
        return part == Part.HTML ? piece.source().html() : piece.source().text();
    }

    /** Appends a text; content takes the place of the content tag, which is left for the parser to refuse where there is none. */
    private void expand(Assembled out, Part part, String alias, String text, @Nullable String content) {
        int at = 0;
        int contents = 0;
        boolean alone = alias.isEmpty() && source.kind() == Kind.LAYOUT && !text.isBlank();
        for (PieceTag tag : PieceTag.scan(source.syntax(), text)) {
            if (tag.isContent() && content == null && !alone) {
                continue;
            }
            out.append(alias, text, at, tag.start());
            at = tag.end();
            if (!tag.isContent()) {
                include(out, part, tag, new Place(alias, text));
            } else if (content != null) {
                expand(out, part, "", content, null);
            }
            contents += tag.isContent() ? 1 : 0;
        }
        out.append(alias, text, at, text.length());
        if (alone && contents != 1) {
            faults.add(new Fault(
                    part.word(),
                    0,
                    0,
                    "layout_content",
                    "a layout has the place of its content exactly once, not " + contents + " times"));
        }
    }

    private record Place(String alias, String text) {}

    private void include(Assembled out, Part part, PieceTag tag, Place place) {
        Piece piece = pieces.find(tag.alias());
        String why = refusal(piece, part, tag.alias(), out.length());
        if (!why.isEmpty() || piece == null) {
            Assembled here = new Assembled();
            here.append(place.alias(), place.text(), 0, tag.start());
            here.append(place.alias(), place.text(), tag.start(), tag.end());
            String before = place.text().substring(0, tag.start());
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            int column = tag.start() - before.lastIndexOf('\n');
            faults.add(here.located(new Fault(part.word(), line, column, "include_not_usable", why)));
            return;
        }
        taken.put(piece.alias(), piece.version());
        within.addLast(piece.alias());
        expand(out, part, piece.alias(), textOf(piece, part), null);
        within.removeLast();
    }

    /** Why that piece cannot stand here, or empty. */
    private String refusal(@Nullable Piece piece, Part part, String alias, int length) {
        if (piece == null) {
            return "there is no published partial " + alias;
        }
        String unfit = unfit(piece, Kind.PARTIAL);
        if (!unfit.isEmpty()) {
            return unfit;
        } else if (within.contains(alias)) {
            return "partials include each other in a circle: " + String.join(", ", within) + ", " + alias;
        } else if (within.size() > Limits.TEMPLATE_PIECE_DEPTH) {
            return "partials may nest " + Limits.TEMPLATE_PIECE_DEPTH + " deep";
        } else if (++inclusions > Limits.TEMPLATE_PIECES) {
            return "a version may include " + Limits.TEMPLATE_PIECES + " partials, counted each time";
        } else if (length + textOf(piece, part).length() > Limits.TEMPLATE_BYTES) {
            return "with its layout and partials a template may have " + Limits.TEMPLATE_BYTES + " bytes";
        }
        return textOf(piece, part).isEmpty() ? alias + " has no " + (part == Part.HTML ? "html" : "text") : "";
    }
}
