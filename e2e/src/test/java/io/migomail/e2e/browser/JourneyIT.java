package io.migomail.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import io.migomail.e2e.Await;
import io.migomail.e2e.PatientClient;
import io.migomail.e2e.StackFixture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody does on their first day, by hand, from signing in to a webhook that is replayed. */
@Tag(StackFixture.SHARED)
class JourneyIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Queue<String> HEARD = new ConcurrentLinkedQueue<>();
    private static HttpServer subscriber;

    @BeforeAll
    static void listen() throws Exception {
        subscriber = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        subscriber.createContext("/", exchange -> {
            HEARD.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        subscriber.start();
    }

    @AfterAll
    static void deafen() {
        subscriber.stop(0);
    }

    private Visitor visitor;
    private Page page;

    @Test
    void first_day() throws Exception {
        visitor = CHROMIUM.visitor(STACK.ready().http());
        page = visitor.page();
        page.onDialog(dialog -> dialog.accept());
        visitor.signIn(STACK.ready().email(), STACK.ready().password());
        visitor.open("/dashboard/" + STACK.application() + "/live");
        addDomain();
        String key = makeKey();
        addWebhook();
        writeTemplate();
        String id = send(key);
        seeTimeline(id);
        rollBack();
        seeWhoWasTold(id);
        replay();
    }

    private void addDomain() {
        visitor.link("Domains").click();
        page.getByLabel("Domain", new Page.GetByLabelOptions().setExact(true)).fill("journey.example");
        visitor.button("Add the domain").click();
        assertThat(page.locator("h1")).hasText("journey.example");
        assertThat(page.locator("main")).containsText("_domainkey.journey.example");
        visitor.assertAccessible();
        visitor.picture("journey-domain");
    }

    private String makeKey() {
        visitor.link("API keys").click();
        visitor.link("Create a key").click();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("web");
        page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^Send messages")))
                .check();
        visitor.button("Create the key").click();
        assertThat(page.locator("h1")).hasText("Your new API key");
        visitor.assertAccessible();
        visitor.picture("journey-key");
        String key = page.locator(".copy code").first().textContent();
        assertTrue(key.startsWith("migo_sk_live_"), "a live key");
        visitor.link("I have copied it").click();
        assertThat(page.locator("main")).not().containsText(key);
        return key;
    }

    private void addWebhook() {
        visitor.link("Webhooks").click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Add ")))
                .first()
                .click();
        page.getByLabel("URL")
                .fill("http://127.0.0.1:" + subscriber.getAddress().getPort() + "/");
        visitor.button("Add the webhook").click();
        assertThat(page.locator("h1")).hasText("Signing secret");
        visitor.link("I have copied it").click();
        visitor.picture("journey-webhook");
    }

    private void writeTemplate() {
        visitor.link("Templates").click();
        page.navigate(page.url().replaceAll("/templates.*", "/new-template?from=template"));
        page.getByLabel("Alias").fill("journey");
        page.getByLabel("Subject").fill("Code ${code}");
        page.getByLabel("HTML", new Page.GetByLabelOptions().setExact(true)).fill("<p>First: ${code}</p>");
        visitor.assertAccessible();
        visitor.button("Save and publish").click();
        assertThat(page.locator("h1")).hasText("journey");
        visitor.link("Edit").click();
        page.getByLabel("HTML", new Page.GetByLabelOptions().setExact(true)).fill("<p>Second: ${code}</p>");
        assertThat(page.frameLocator("iframe.mail:not(.next)").locator("body")).containsText("Second:");
        visitor.picture("journey-editor");
        visitor.button("Save and publish").click();
        assertThat(page.locator("main")).containsText("2");
        visitor.assertAccessible();
        visitor.picture("journey-template");
    }

    private String send(String key) throws Exception {
        String id = new PatientClient(STACK.ready().http(), key)
                .send("{\"to\":\"ana@example.com\",\"from\":\"" + STACK.ready().from()
                        + "\",\"template\":\"journey\",\"variables\":{\"code\":\"847 291\"}}");
        STACK.awaitStory(id, "delivered");
        return id;
    }

    private void seeTimeline(String id) {
        page.locator("[data-find]").fill(id);
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("Code 847 291");
        assertThat(page.locator("main")).containsText("The recipient's mail server took it");
        visitor.assertAccessible();
        visitor.picture("journey-message");
        visitor.link("Content").click();
        assertThat(page.locator(".badge.pass").first()).isVisible();
        visitor.picture("journey-content");
    }

    private void rollBack() {
        visitor.link("Templates").click();
        visitor.link("journey").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Roll back")))
                .click();
        assertThat(page.getByRole(AriaRole.STATUS)).isVisible();
        assertThat(page.locator("tr", new Page.LocatorOptions().setHas(page.locator(".badge.active"))))
                .containsText("1");
        visitor.picture("journey-rolled-back");
    }

    private void seeWhoWasTold(String id) throws Exception {
        String at = "/dashboard/" + STACK.application() + "/live/messages/" + id + "/webhooks";
        Await.until(
                "three events at the webhook, as the page of the message tells",
                () -> {
                    visitor.open(at);
                    return page.locator(".badge.succeeded").count();
                },
                count -> count >= 3);
        assertThat(page.locator("main")).containsText("delivered");
        visitor.assertAccessible();
        visitor.picture("journey-told");
        // Where the navigation alone has a link of that name.
        visitor.open("/dashboard/" + STACK.application() + "/live");
    }

    private void replay() throws Exception {
        Await.until("the webhook's calls", () -> HEARD.size(), heard -> heard >= 3);
        visitor.link("Webhooks").click();
        page.locator("tbody a").first().click();
        visitor.link("Delivery log").click();
        assertThat(page.locator("main")).containsText("HTTP 204");
        visitor.assertAccessible();
        int before = HEARD.size();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Send evt_.* again$")))
                .first()
                .click();
        Await.until("one more call", () -> HEARD.size(), heard -> heard > before);
        visitor.picture("journey-log");
    }
}
