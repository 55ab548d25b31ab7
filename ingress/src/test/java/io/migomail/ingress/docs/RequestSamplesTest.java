package io.migomail.ingress.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of requests are programs that make just these requests, by the client libraries. */
class RequestSamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ApiDocument API = ApiDocument.read();
    private static final RequestSamples SAMPLES = new RequestSamples(API, new SdkMethods(), "http://127.0.0.1:8080");

    /** Each runs the programs of a file against a server that takes down what it is asked, and prints that. */
    private static final String NODE = "const http = require('http'), fs = require('fs'); let seen = '';"
            + "const server = http.createServer((q, a) => { let b = ''; q.on('data', (d) => b += d); q.on('end', () => {"
            + " seen = {method: q.method, path: q.url, body: b}; a.setHeader('content-type', 'application/json');"
            + " a.end('{\"data\":[],\"has_more\":false,\"next_cursor\":null}'); }); });"
            + "server.listen(0, '127.0.0.1', async () => { process.env.MIGO_BASE_URL = 'http://127.0.0.1:' + server.address().port;"
            + "process.env.MIGO_API_KEY = 'migo_sk_live_x'; const {Migomail} = require(process.argv[1] + '/node'); const out = [];"
            + "for (const code of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) {"
            + " await new Function('Migomail', 'return (async () => {' + code.replace(/^import.*\\n/, '') + '})()')(Migomail);"
            + " out.push(seen); } console.log(JSON.stringify(out)); process.exit(0); });";

    private static final String PYTHON = """
            import http.server, json, os, sys, threading
            seen = {}
            class Handler(http.server.BaseHTTPRequestHandler):
                def answer(self):
                    body = self.rfile.read(int(self.headers.get('content-length') or 0)).decode()
                    seen.update(method=self.command, path=self.path, body=body)
                    self.send_response(200)
                    self.send_header('content-type', 'application/json')
                    self.end_headers()
                    self.wfile.write(b'{"data":[],"has_more":false,"next_cursor":null}')
                do_GET = do_POST = do_PATCH = do_DELETE = answer
                def log_message(self, *_): pass
            server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            os.environ.update(MIGO_BASE_URL='http://127.0.0.1:%d' % server.server_port, MIGO_API_KEY='migo_sk_live_x')
            sys.path.insert(0, sys.argv[1] + '/python')
            out = []
            for code in json.load(open(sys.argv[2])):
                exec(code, {})
                out.append(dict(seen))
            print(json.dumps(out))
            """;

    @TempDir
    private Path folder;

    private static List<ApiOperation> operations(String language) {
        return API.operations().stream()
                .filter(operation -> SAMPLES.of(operation).containsKey(language))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"Node.js, node, -e", "Python, python3, -c"})
    void theyMakeTheRequestsThatTheyStandFor(String language, String interpreter, String option) throws Exception {
        List<ApiOperation> operations = operations(language);
        ArrayNode programs = JSON.createArrayNode();
        operations.forEach(operation -> programs.add(SAMPLES.of(operation).get(language)));
        Path file = Files.writeString(folder.resolve("programs.json"), programs.toString());
        JsonNode made = run(List.of(
                interpreter, option, language.equals("Python") ? PYTHON : NODE, sdks().toString(), file.toString()));
        assertEquals(operations.size(), made.size());
        assertTrue(operations.size() > 60, operations::toString);
        for (int i = 0; i < operations.size(); i++) {
            ApiOperation operation = operations.get(i);
            JsonNode request = made.get(i);
            String what = operation + " was " + request;
            assertEquals(operation.method(), request.path("method").asText(), what);
            String path = request.path("path").asText().replaceFirst("\\?.*", "");
            assertEquals(API.examplePath(operation), path.replace("%40", "@"), what);
            JsonNode body = operation.bodyExample();
            if (!body.isMissingNode() && !body.isEmpty()) {
                assertEquals(body, JSON.readTree(request.path("body").asText()), what);
            }
        }
    }

    @Test
    void curlSendsWhatTheContractShows() {
        ApiOperation send = API.operations().stream()
                .filter(operation -> operation.id().equals("sendMessage"))
                .findFirst()
                .orElseThrow();
        String curl = SAMPLES.of(send).get("curl");
        assertTrue(curl.startsWith("curl -sS \"http://127.0.0.1:8080/v1/messages\" \\\n"), curl);
        assertTrue(curl.contains("Authorization: Bearer $KEY") && curl.contains("\"otp_code\": \"847 291\""), curl);
    }

    @Test
    void literalsAreThoseOfTheLanguage() throws IOException {
        JsonNode value = JSON.readTree("{\"a\":true,\"b\":null,\"c\":[1,\"it's\"],\"d-e\":\"x\"}");
        assertEquals("{\"a\": True, \"b\": None, \"c\": [1, \"it's\"], \"d-e\": \"x\"}", Literals.python(value, 90));
        assertEquals("{ a: true, b: null, c: [1, \"it's\"], 'd-e': 'x' }", Literals.javascript(value, 90));
        assertEquals(
                "{\n  \"a\": true,\n  \"b\": null,\n  \"c\": [1, \"it's\"],\n  \"d-e\": \"x\"\n}",
                Literals.json(value, 20));
    }

    private JsonNode run(List<String> command) throws Exception {
        Path said = folder.resolve("said.txt");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            Assumptions.abort("not installed: " + command.get(0).toLowerCase(Locale.ROOT));
            throw e;
        }
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it does not end");
        assertEquals(0, process.exitValue(), Files.readString(said));
        return JSON.readTree(said.toFile());
    }

    private static Path sdks() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("sdks"))) {
            root = root.getParent();
        }
        return root.resolve("sdks");
    }
}
