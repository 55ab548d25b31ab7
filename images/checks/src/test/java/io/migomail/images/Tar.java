package io.migomail.images;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads tar archives: ustar with the extensions for long names of GNU and POSIX (pax). */
final class Tar {
    private static final int BLOCK = 512;

    /** One entry with what it holds. @param mode permission bits @param modified seconds @param type 0 a file, 5 a folder */
    record Entry(String name, int mode, long uid, long gid, long modified, char type, byte[] content) {
        boolean isFile() {
            return type == '0' || type == 0;
        }
    }

    private Tar() {}

    static List<Entry> read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        List<Entry> out = new ArrayList<>();
        Map<String, String> next = new HashMap<>();
        byte[] header = new byte[BLOCK];
        while (fill(in, header) && header[0] != 0) {
            long size = next.containsKey("size") ? Long.parseLong(next.get("size")) : octal(header, 124, 12);
            byte[] content = new byte[Math.toIntExact(size)];
            in.readFully(content);
            in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            char type = (char) header[156];
            switch (type) {
                case 'L' -> next.put("path", text(content, 0, content.length));
                case 'x' -> next.putAll(pax(content));
                case 'g' -> {}
                default -> {
                    out.add(entry(header, next, type, content));
                    next.clear();
                }
            }
        }
        return out;
    }

    private static boolean fill(DataInputStream in, byte[] block) throws IOException {
        try {
            in.readFully(block);
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    private static Entry entry(byte[] header, Map<String, String> extended, char type, byte[] content) {
        String prefix = text(header, 257, 5).equals("ustar") && header[262] == 0 ? text(header, 345, 155) : "";
        String name = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
        String path = extended.getOrDefault("path", name);
        return new Entry(
                path,
                (int) octal(header, 100, 8),
                octal(header, 108, 8),
                octal(header, 116, 8),
                (long) Double.parseDouble(extended.getOrDefault("mtime", "" + octal(header, 136, 12))),
                type,
                content);
    }

    /** Lines of "length key=value\n". */
    private static Map<String, String> pax(byte[] content) {
        Map<String, String> out = new HashMap<>();
        String rest = new String(content, StandardCharsets.UTF_8);
        while (!rest.isEmpty()) {
            int space = rest.indexOf(' ');
            int length = Integer.parseInt(rest.substring(0, space));
            String pair = rest.substring(space + 1, length - 1);
            out.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            rest = rest.substring(length);
        }
        return out;
    }

    private static String text(byte[] from, int offset, int length) {
        int end = offset;
        while (end < offset + length && from[end] != 0) {
            end++;
        }
        return new String(from, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] from, int offset, int length) {
        String digits = text(from, offset, length).strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
