package io.migomail.standalone.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.HostPort;
import io.migomail.ingress.rest.PageRoute;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageServerTest {
    private PageServer server;

    @BeforeEach
    void start() throws IOException {
        server = PageServer.start(
                new HostPort("127.0.0.1", 0),
                List.of(
                        new PageRoute("/inbox", (path, query) -> page("list " + query)),
                        new PageRoute("/inbox/{number}/html", (path, query) -> page("mail " + path))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static PageRoute.PageReply page(String text) {
        return new PageRoute.PageReply(
                200, "text/plain", Map.of("X-Test", "yes"), text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void partsOfThePathAndTheQueryReachThePage() throws Exception {
        assertEquals("mail {number=7}", get("/inbox/7/html").body());
        assertEquals("list {to=a@b.c}", get("/inbox?to=a%40b.c").body());
        assertEquals("yes", get("/inbox").headers().firstValue("X-Test").orElse(""));
    }

    @Test
    void otherPathsAreNotFound() throws Exception {
        assertEquals(404, get("/").statusCode());
        assertEquals(404, get("/inbox/7").statusCode());
        assertEquals(404, get("/inbox/7/html/more").statusCode());
    }
}
