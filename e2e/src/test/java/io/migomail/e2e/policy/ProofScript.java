package io.migomail.e2e.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.migomail.e2e.Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The script of docs/proof.md, as somebody else runs it: with a proof, a copy of the keys, and nothing of ours. */
final class ProofScript {
    private static final int SECONDS = 120;

    private ProofScript() {}

    /** The keys as anybody gets them. */
    static String keys(String api) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + "/.well-known/jwks.json"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What is stated; missing where the script does not take the proof as genuine. */
    static JsonNode verify(String jws, String keys) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("proof");
        Path script = Files.writeString(folder.resolve("verify-proof.mjs"), documented());
        Path proof = Files.writeString(folder.resolve("proof.jws"), jws + "\n");
        Path set = Files.writeString(folder.resolve("jwks.json"), keys);
        Path output = folder.resolve("out");
        try {
            Process process = started(new ProcessBuilder("node", script.toString(), proof.toString(), set.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile()));
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the script did not end within " + SECONDS + " s");
            }
            String told = Files.readString(output);
            if (process.exitValue() == 0) {
                return new ObjectMapper().readTree(told);
            }
            if (!told.strip().equals("not genuine")) {
                throw new AssertionError(told);
            }
            return MissingNode.getInstance();
        } finally {
            for (Path file : java.util.List.of(script, proof, set, output, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String documented() throws IOException {
        String text = Files.readString(Repository.ROOT.resolve("docs/proof.md"));
        int start = text.indexOf("```js\n") + 6;
        return text.substring(start, text.indexOf("```\n", start));
    }

    private static Process started(ProcessBuilder command) throws IOException {
        try {
            return command.start();
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            Assumptions.abort("not installed: node");
            throw e;
        }
    }
}
