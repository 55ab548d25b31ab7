package io.migomail.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.migomail.e2e.StackFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody watches a message go. */
@Tag(StackFixture.SHARED)
class LiveEventsIT {
    private static final double PATIENCE_MILLIS = 60_000;

    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @ParameterizedTest
    @EnumSource(
            value = Screen.class,
            names = {"DESK", "PHONE"})
    void what_happens_appears_on_the_open_page(Screen screen) throws Exception {
        Visitor visitor = CHROMIUM.visitor(STACK.ready().http(), screen);
        Page page = visitor.page();
        visitor.signIn(STACK.ready().email(), STACK.ready().password());
        visitor.open("/dashboard/" + STACK.application() + "/live/tail");
        assertThat(page.locator("#tail-state")).hasText("Listening.");
        page.evaluate("() => { window.opened = true; }");

        String subject = "Watched on " + screen;
        STACK.send("{\"to\":\"priya@example.com\",\"from\":\"" + STACK.ready().from() + "\",\"subject\":\"" + subject
                + "\",\"text\":\"x\"}");

        Locator row = page.locator(
                "#rows li", new Page.LocatorOptions().setHasText(subject).setHas(page.locator(".badge.delivered")));
        assertThat(row).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
        assertEquals(true, page.evaluate("() => window.opened"), "not loaded again");
        visitor.assertAccessible();
        visitor.picture("live-events-" + screen);
        row.locator("a").click();
        assertThat(page.locator("h1")).containsText(subject);
    }
}
