package io.migomail.mta.pace;

import io.migomail.core.RecordFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes of PACE's state: a version octet, an octet that tells the kind, then the fields. Reads every version up to its
 * own and refuses newer ones. Words, never ordinals, stand for enums. Thread-safe.
 */
final class PaceCodec {
    private static final int VERSION = 1;
    private static final int WAITING = 'W';
    private static final int TOMBSTONE = 'T';
    private static final int IN_FLIGHT = 'F';
    // The same with how many attempts were unheard; written only where there are such.
    private static final int WAITING_UNHEARD = 'w';
    private static final int TOMBSTONE_UNHEARD = 't';
    private static final int IN_FLIGHT_UNHEARD = 'f';
    private static final int MARKS = 'M';
    private static final int HELD_MARKS = 'H';
    private static final int COUNTED_MARKS = 'C';
    private static final int WARMING_MARKS = 'U';

    private PaceCodec() {}

    static byte[] encode(Item item) {
        return item instanceof Waiting waiting ? waiting(waiting) : tombstone((Tombstone) item);
    }

    static byte[] encode(Map<String, InFlight> attempts) {
        boolean unheard = attempts.values().stream().anyMatch(one -> one.past().unheard() > 0);
        return bytes(unheard ? IN_FLIGHT_UNHEARD : IN_FLIGHT, out -> {
            out.writeInt(attempts.size());
            for (Map.Entry<String, InFlight> entry : attempts.entrySet()) {
                out.writeUTF(entry.getKey());
                write(entry.getValue(), unheard, out);
            }
        });
    }

    static byte[] encode(Marks marks) {
        int[] counts = marks.counts();
        int kind = kind(marks, counts != null);
        return bytes(kind, out -> {
            for (long number : marks.numbers()) {
                out.writeLong(number);
            }
            if (kind == WARMING_MARKS) {
                out.writeBoolean(counts != null);
            }
            for (int i = 0; counts != null && i < counts.length; i++) {
                out.writeInt(counts[i]);
            }
            if (kind != MARKS) {
                out.writeInt(marks.holdings().size());
                for (Holding holding : marks.holdings()) {
                    write(holding, out);
                }
            }
            if (kind == WARMING_MARKS) {
                out.writeInt(marks.shares().size());
                for (Share share : marks.shares()) {
                    write(share, out);
                }
            }
        });
    }

    private static int kind(Marks marks, boolean counted) {
        if (!marks.shares().isEmpty()) {
            return WARMING_MARKS;
        }
        return counted ? COUNTED_MARKS : marks.holdings().isEmpty() ? MARKS : HELD_MARKS;
    }

    /** @throws RecordFormatException where the bytes are something else, damaged, or of a newer version */
    static Item item(byte[] bytes) {
        return read(bytes, (kind, in) -> switch (kind) {
            case WAITING, WAITING_UNHEARD ->
                new Waiting(
                        in.readInt(), in.readInt(), in.readLong(), in.readLong(), past(kind == WAITING_UNHEARD, in));
            case TOMBSTONE, TOMBSTONE_UNHEARD ->
                new Tombstone(
                        Tombstone.Kind.valueOf(in.readUTF()),
                        in.readInt(),
                        in.readLong(),
                        in.readLong(),
                        past(kind == TOMBSTONE_UNHEARD, in));
            default -> throw new RecordFormatException("not an item of PACE but '" + (char) kind + "'", null);
        });
    }

    /** @throws RecordFormatException where the bytes are something else, damaged, or of a newer version */
    static Map<String, InFlight> inFlight(byte[] bytes) {
        return read(bytes, (kind, in) -> {
            if (kind != IN_FLIGHT_UNHEARD) {
                expect(IN_FLIGHT, kind);
            }
            Map<String, InFlight> attempts = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                attempts.put(in.readUTF(), attempt(kind == IN_FLIGHT_UNHEARD, in));
            }
            return attempts;
        });
    }

    /** @throws RecordFormatException where the bytes are something else, damaged, or of a newer version */
    static Marks marks(byte[] bytes) {
        return read(bytes, (kind, in) -> {
            if (kind != HELD_MARKS && kind != COUNTED_MARKS && kind != WARMING_MARKS) {
                expect(MARKS, kind);
            }
            long[] numbers = new long[Marks.COUNT];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = in.readLong();
            }
            boolean counted = kind == COUNTED_MARKS || kind == WARMING_MARKS && in.readBoolean();
            Marks marks = new Marks(numbers, counted ? counts(in) : null);
            for (int left = kind == MARKS ? 0 : in.readInt(); left > 0; left--) {
                marks.setHolding(holding(in));
            }
            for (int left = kind == WARMING_MARKS ? in.readInt() : 0; left > 0; left--) {
                marks.setShare(share(in));
            }
            return marks;
        });
    }

    private static int[] counts(DataInputStream in) throws IOException {
        int[] counts = new int[Marks.CLASSES];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readInt();
        }
        return counts;
    }

    private static void expect(int expected, int kind) {
        if (kind != expected) {
            throw new RecordFormatException(
                    "PACE's state has '" + (char) kind + "' where it should have '" + (char) expected + "'", null);
        }
    }

    private static void write(InFlight attempt, boolean unheard, DataOutputStream out) throws IOException {
        out.writeInt(attempt.rank());
        out.writeInt(attempt.attempt());
        out.writeLong(attempt.since());
        out.writeLong(attempt.life());
        out.writeLong(attempt.expiresAt());
        write(attempt.past(), unheard, out);
    }

    private static InFlight attempt(boolean unheard, DataInputStream in) throws IOException {
        return new InFlight(in.readInt(), in.readInt(), in.readLong(), in.readLong(), in.readLong(), past(unheard, in));
    }

    private static byte[] waiting(Waiting item) {
        boolean unheard = item.past().unheard() > 0;
        return bytes(unheard ? WAITING_UNHEARD : WAITING, out -> {
            out.writeInt(item.rank());
            out.writeInt(item.attempts());
            out.writeLong(item.due());
            out.writeLong(item.expiresAt());
            write(item.past(), unheard, out);
        });
    }

    private static byte[] tombstone(Tombstone item) {
        boolean unheard = item.past().unheard() > 0;
        return bytes(unheard ? TOMBSTONE_UNHEARD : TOMBSTONE, out -> {
            out.writeUTF(item.kind().name());
            out.writeInt(item.attempts());
            out.writeLong(item.until());
            out.writeLong(item.due());
            write(item.past(), unheard, out);
        });
    }

    private static void write(Past past, boolean unheard, DataOutputStream out) throws IOException {
        out.writeUTF(past.egressIp());
        out.writeBoolean(past.shunIp());
        out.writeUTF(past.reason().word());
        out.writeUTF(past.lastReply());
        if (unheard) {
            out.writeInt(past.unheard());
        }
    }

    private static Past past(boolean unheard, DataInputStream in) throws IOException {
        return new Past(
                in.readUTF(), in.readBoolean(), DelayReason.of(in.readUTF()), in.readUTF(), unheard ? in.readInt() : 0);
    }

    private static void write(Holding holding, DataOutputStream out) throws IOException {
        out.writeUTF(holding.scope());
        out.writeLong(holding.since());
        out.writeLong(holding.until());
        out.writeInt(holding.strikes());
        out.writeUTF(holding.reason().word());
    }

    private static Holding holding(DataInputStream in) throws IOException {
        return new Holding(in.readUTF(), in.readLong(), in.readLong(), in.readInt(), DelayReason.of(in.readUTF()));
    }

    private static void write(Share share, DataOutputStream out) throws IOException {
        out.writeUTF(share.ip());
        out.writeInt(share.day());
        out.writeInt(share.sent());
    }

    private static Share share(DataInputStream in) throws IOException {
        return new Share(in.readUTF(), in.readInt(), in.readInt());
    }

    private static byte[] bytes(int kind, Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte(VERSION);
            out.writeByte(kind);
            fields.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing PACE's state", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reader<T> reader) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            int version = in.readUnsignedByte();
            if (version < 1 || version > VERSION) {
                throw new RecordFormatException(
                        "PACE's state of version " + version + ", this build reads up to " + VERSION, null);
            }
            return reader.read(in.readUnsignedByte(), in);
        } catch (IOException | IllegalArgumentException e) {
            throw new RecordFormatException("damaged state of PACE", e);
        }
    }

    @FunctionalInterface
    private interface Fields {
        void write(DataOutputStream out) throws IOException;
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(int kind, DataInputStream in) throws IOException;
    }
}
