package io.migomail.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.migomail.e2e.StackFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody watches a message go. */
@Tag(StackFixture.SHARED)
class LiveEventsIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @ParameterizedTest
    @EnumSource(
            value = Screen.class,
            names = {"DESK", "PHONE"})
    void what_happens_appears_on_the_open_page(Screen screen) throws Exception {
        Visitor visitor = watching(screen);
        Page page = visitor.page();
        page.evaluate("() => { window.opened = true; }");
        String subject = "Watched on " + screen;
        send(subject);

        Locator row = row(page, subject, "delivered");
        assertThat(row).hasCount(1);
        assertEquals(true, page.evaluate("() => window.opened"), "not loaded again");
        visitor.assertAccessible();
        visitor.picture("live-events-" + screen);
        row.locator("a").click();
        assertThat(page.locator("h1")).containsText(subject);
    }

    @Test
    void type_that_is_chosen_appears_alone() throws Exception {
        Page page = watching(Screen.DESK).page();
        page.getByLabel("Type").selectOption("delivered");
        page.waitForURL("**/tail?type=delivered");
        assertThat(page.locator("#tail-state")).hasText("Listening.");
        send("Only its delivery");
        assertThat(row(page, "Only its delivery", "delivered")).hasCount(1);
        assertThat(row(page, "Only its delivery", "queued")).hasCount(0);
    }

    @Test
    void page_is_paused_and_goes_on_by_keyboard() throws Exception {
        Visitor visitor = watching(Screen.DESK);
        Page page = visitor.page();
        visitor.link("Pause").press("Enter");
        assertThat(page.locator("#tail-state")).hasCount(0);
        send("While it was paused");
        Page other = other(page);
        assertThat(row(other, "While it was paused", "delivered")).hasCount(1);
        assertThat(row(page, "While it was paused", "delivered")).hasCount(0);
        visitor.link("Go on").press("Enter");
        assertThat(page.locator("#tail-state")).hasText("Listening.");
        assertThat(row(page, "While it was paused", "delivered")).hasCount(1);
    }

    @Test
    void page_that_nobody_sees_goes_on_where_it_stood() throws Exception {
        Page page = watching(Screen.DESK).page();
        show(page, false);
        send("Behind its back");
        Page other = other(page);
        assertThat(row(other, "Behind its back", "delivered")).hasCount(1);
        assertThat(row(page, "Behind its back", "delivered")).hasCount(0);
        show(page, true);
        assertThat(row(page, "Behind its back", "delivered")).hasCount(1);
    }

    /** What a browser does where another tab is chosen; one without a window shows all of them. */
    private static void show(Page page, boolean shown) {
        page.evaluate(
                "shown => { Object.defineProperty(document, 'hidden', {value: !shown, configurable: true});"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                shown);
    }

    /** A second page of the same person, which shows what has happened. */
    private static Page other(Page page) {
        Page other = page.context().newPage();
        other.navigate(STACK.ready().http() + "/dashboard/" + STACK.application() + "/live/tail");
        assertThat(other.locator("#tail-state")).hasText("Listening.");
        return other;
    }

    private static Visitor watching(Screen screen) {
        Visitor visitor = CHROMIUM.visitor(STACK.ready().http(), screen);
        visitor.signIn(STACK.ready().email(), STACK.ready().password());
        visitor.open("/dashboard/" + STACK.application() + "/live/tail");
        assertThat(visitor.page().locator("#tail-state")).hasText("Listening.");
        return visitor;
    }

    private static void send(String subject) throws Exception {
        STACK.send("{\"to\":\"watched@example.com\",\"from\":\"" + STACK.ready().from() + "\",\"subject\":\"" + subject
                + "\",\"text\":\"x\"}");
    }

    private static Locator row(Page page, String subject, String type) {
        return page.locator(
                "#rows li", new Page.LocatorOptions().setHasText(subject).setHas(page.locator(".badge." + type)));
    }
}
