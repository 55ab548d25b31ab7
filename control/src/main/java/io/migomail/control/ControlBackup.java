package io.migomail.control;

import io.migomail.core.KafkaAddress;
import io.migomail.core.Limits;
import io.migomail.core.Topics;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * The control plane in a file: the last record of every key, in the order of the log, packed, with the checksum of gzip
 * over all of it. What is sealed in the log is sealed in the file, so that it is worth nothing without the master key, and the master key not in it.
 */
public final class ControlBackup {
    private static final String MAGIC = "migomail-control-1";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BOUND = Duration.ofMinutes(2);
    /** Records that are under way to the log at once. */
    private static final int ABREAST = 1_000;

    private ControlBackup() {}

    /**
     * Writes what the log holds now into a file, readable by its owner only, in place of one that may be there.
     *
     * @return how many records
     * @throws IOException where the file cannot be written, or the log not be read to its end within two minutes
     */
    public static int write(KafkaAddress kafka, Path file) throws IOException {
        try (ControlLog log = new KafkaControlLog(kafka)) {
            return write(log, file);
        }
    }

    /**
     * Puts back what a file holds, after all of it was found whole.
     *
     * @return how many records
     * @throws IOException where the file is damaged or none, before anything is written, or a record was not acknowledged
     * @throws IllegalStateException where the log holds anything already: whoever restores into it would mix two installations
     */
    public static int restore(KafkaAddress kafka, Path file) throws IOException, InterruptedException {
        try (ControlLog log = new KafkaControlLog(kafka)) {
            return restore(log, file);
        }
    }

    static int write(ControlLog log, Path file) throws IOException {
        Map<String, byte[]> last = read(log);
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            OutputStream packed = new GZIPOutputStream(Files.newOutputStream(draft, StandardOpenOption.WRITE));
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(packed))) {
                out.writeUTF(MAGIC);
                out.writeInt(last.size());
                for (Map.Entry<String, byte[]> each : last.entrySet()) {
                    out.writeUTF(each.getKey());
                    out.writeInt(each.getValue().length);
                    out.write(each.getValue());
                }
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        return last.size();
    }

    static int restore(ControlLog log, Path file) throws IOException, InterruptedException {
        Map<String, byte[]> records = read(file);
        if (log.endOffset() > 0) {
            throw new IllegalStateException("the topic " + Topics.CONTROL.name() + " is not new: "
                    + "a backup is restored into a topic that nothing was ever written to");
        }
        List<CompletionStage<Long>> underway = new ArrayList<>();
        for (Map.Entry<String, byte[]> each : records.entrySet()) {
            underway.add(log.append(each.getKey(), each.getValue()));
            if (underway.size() == ABREAST) {
                await(underway);
            }
        }
        await(underway);
        return records.size();
    }

    private static Map<String, byte[]> read(ControlLog log) throws IOException {
        Map<String, byte[]> last = new LinkedHashMap<>();
        long end = log.endOffset();
        long deadline = System.nanoTime() + BOUND.toNanos();
        for (long next = 0; next < end; ) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the control log could not be read to its end within " + BOUND);
            }
            ControlLog.Batch batch = log.poll(POLL);
            for (ControlLog.Entry entry : batch.entries()) {
                last.remove(entry.key()); // so that it stands where it was written last
                if (entry.value() != null) {
                    last.put(entry.key(), entry.value());
                }
            }
            next = Math.max(next, batch.nextOffset());
        }
        return last;
    }

    private static Map<String, byte[]> read(Path file) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
            if (!in.readUTF().equals(MAGIC)) {
                throw new IOException(file + " is no backup of a control plane");
            }
            Map<String, byte[]> records = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String key = in.readUTF();
                byte[] value = new byte[Math.min(in.readInt(), Limits.CONTROL_RECORD_BYTES)];
                in.readFully(value);
                records.put(key, value);
            }
            if (in.read() >= 0) { // at the end the checksum is compared
                throw new ZipException("octets after the last record");
            }
            return records;
        } catch (EOFException | ZipException | UTFDataFormatException | NegativeArraySizeException e) {
            throw new IOException(file + " is damaged, or no backup of a control plane", e);
        }
    }

    private static void await(List<CompletionStage<Long>> underway) throws IOException, InterruptedException {
        for (CompletionStage<Long> each : underway) {
            try {
                each.toCompletableFuture().get(BOUND.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException(
                        "a record was not acknowledged; the topic is to be deleted before another try", e);
            }
        }
        underway.clear();
    }
}
