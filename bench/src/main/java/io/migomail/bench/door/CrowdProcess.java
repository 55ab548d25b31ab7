package io.migomail.bench.door;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An {@link IdleCrowd} in a process of its own: both ends in one would need twice the open files. Ended with its input. */
final class CrowdProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    /** Returns when all are greeted. */
    CrowdProcess(int port, int size) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrowdProcess.class.getName(),
                        Integer.toString(port),
                        Integer.toString(size))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        number();
    }

    /** How many of them answer now. */
    int alive() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return number();
    }

    private int number() throws IOException {
        String line = said.readLine();
        if (line == null) {
            close();
            throw new IOException("the idle connections have ended");
        }
        return Integer.parseInt(line);
    }

    /** The process: port and size; says how many it holds, and again for each octet of its input. */
    public static void main(String[] args) throws IOException {
        try (IdleCrowd crowd = new IdleCrowd(Integer.parseInt(args[0]), Integer.parseInt(args[1]))) {
            System.out.println(args[1]);
            while (System.in.read() >= 0) {
                System.out.println(crowd.alive());
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
