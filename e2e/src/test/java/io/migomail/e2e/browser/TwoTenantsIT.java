package io.migomail.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.migomail.core.Setting;
import io.migomail.e2e.Await;
import io.migomail.e2e.SecondNode;
import io.migomail.e2e.StackFixture;
import io.migomail.testkit.DnsZone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two accounts side by side, each in a browser of its own: neither sees anything of the other, whatever it asks for. */
@Tag(StackFixture.SHARED)
class TwoTenantsIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static Tenant maple;
    private static Tenant birch;

    private Visitor ofMaple;
    private Visitor ofBirch;

    @BeforeAll
    static void open() throws Exception {
        try (DnsZone zone = DnsZone.start();
                SecondNode node = SecondNode.with(
                        STACK, Map.of(Setting.MIGO_DNS, zone.address().toString()))) {
            maple = Tenant.open(STACK, node, zone, "maple");
            birch = Tenant.open(STACK, node, zone, "birch");
        }
    }

    @BeforeEach
    void signIn() {
        ofMaple = CHROMIUM.visitor(STACK.ready().http());
        ofMaple.signIn(maple.email(), Tenant.PASSWORD);
        ofBirch = CHROMIUM.visitor(STACK.ready().http());
        ofBirch.signIn(birch.email(), Tenant.PASSWORD);
    }

    @Test
    void every_page_of_one_shows_its_own_and_nothing_of_the_other() {
        seesOwnOnly(ofMaple, maple, birch);
        seesOwnOnly(ofBirch, birch, maple);
    }

    private static void seesOwnOnly(Visitor visitor, Tenant own, Tenant other) {
        visitor.open(own.base());
        List<String> paths = new ArrayList<>();
        for (Locator link : visitor.page().locator("nav.side a").all()) {
            paths.add(link.getAttribute("href"));
        }
        for (String more : List.of("/settings/people", "/settings/applications", "/messages?q=priya", "/audit")) {
            paths.add(own.base() + more);
        }
        own.details().forEach(path -> paths.add(own.base() + path));
        StringBuilder all = new StringBuilder();
        for (String path : paths) {
            assertEquals(200, visitor.open(path), path);
            String content = visitor.page().content();
            assertNothingOf(other, content, path);
            all.append(content);
        }
        own.marks().forEach((what, mark) -> assertTrue(all.indexOf(mark) >= 0, "its own " + what + " is nowhere"));
    }

    private static void assertNothingOf(Tenant other, String content, String path) {
        other.marks().forEach((what, mark) -> assertFalse(content.contains(mark), path + " shows the " + what));
    }

    @Test
    void the_others_addresses_are_answered_as_those_of_nothing() {
        for (String path : birch.details()) {
            String[] parts = path.split("/");
            parts[2] += "0";
            assertEquals(nothing(maple.base() + String.join("/", parts)), nothing(maple.base() + path), path);
        }
        List<String> theirs = new ArrayList<>(List.of("", "/messages", "/settings", "/settings/people", "/audit"));
        theirs.addAll(birch.details());
        for (String path : theirs) {
            assertTrue(nothing(birch.base() + path).contains("There is nothing here"), path);
        }
        nothing(maple.base() + "/settings/accounts");
        assertEquals(
                404, ofMaple.open(maple.base() + "/messages/" + birch.marks().get("message")));
        ofMaple.assertAccessible();
        ofMaple.picture("tenants-nothing");
        assertEquals(200, ofMaple.open(maple.base() + "/audit?account=" + birch.account()));
        assertThat(ofMaple.page().locator("td.empty")).isVisible();
        ofMaple.errors().removeIf(error -> error.contains("404"));
    }

    /** What the first sees at an address at which there must be nothing for them. */
    private String nothing(String path) {
        APIResponse page = ofMaple.fetch(path);
        assertEquals(404, page.status(), path);
        assertNothingOf(birch, page.text(), path);
        return page.text().replaceAll("(?s).*<main|</main>.*", "");
    }

    @Test
    void a_form_with_the_token_of_the_others_session_is_refused() throws Exception {
        ofBirch.open(birch.base() + "/suppressions");
        String token = ofBirch.page().locator("input[name=_csrf]").first().inputValue();
        Page page = ofMaple.page();
        ofMaple.open(maple.base() + "/suppressions");
        page.getByLabel("Address").last().fill("forged@nowhere.example");
        page.evaluate(
                "token => document.querySelectorAll('input[name=_csrf]').forEach(each => { each.value = token; })",
                token);
        ofMaple.button("Write to it no more").click();
        assertThat(page.locator("h1")).hasText("This was refused");
        ofMaple.picture("tenants-forged");
        ofMaple.errors().removeIf(error -> error.contains("403"));
        ofMaple.open(maple.base() + "/suppressions");
        page.getByLabel("Address").last().fill("own@nowhere.example");
        ofMaple.button("Write to it no more").click();
        Await.until("the list with the own one", () -> list(ofMaple, maple), text -> text.contains("own@nowhere"));
        assertFalse(list(ofMaple, maple).contains("forged@"));
        String theirs = list(ofBirch, birch);
        assertTrue(theirs.contains(birch.marks().get("suppression")), theirs);
        assertFalse(theirs.contains("forged@"), theirs);
    }

    private static String list(Visitor visitor, Tenant tenant) {
        visitor.open(tenant.base() + "/suppressions");
        return visitor.page().locator("table").textContent();
    }
}
