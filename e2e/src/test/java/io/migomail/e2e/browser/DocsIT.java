package io.migomail.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.migomail.e2e.StackFixture;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documentation site, read by somebody who has no key and whose browser is let nowhere else. */
@Tag(StackFixture.SHARED)
class DocsIT {
    private static final List<String> KINDS_OF_PAGES = List.of(
            "/docs",
            "/docs/quick-start",
            "/docs/errors",
            "/docs/limits",
            "/docs/events",
            "/docs/api/messages",
            "/docs/api/messages/send-message");

    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    void every_page_of_the_navigation_is_whole() {
        Visitor visitor = CHROMIUM.visitor(STACK.ready().http());
        visitor.open("/docs");
        Set<String> paths = new LinkedHashSet<>();
        for (Locator link : visitor.page().locator("nav.side li a").all()) {
            paths.add(link.getAttribute("href"));
        }
        assertTrue(paths.size() > 30, paths.toString());
        assertTrue(paths.containsAll(List.of("/docs/errors", "/docs/limits", "/docs/events")), paths.toString());
        for (String path : paths) {
            assertEquals(200, visitor.open(path), path);
            assertThat(visitor.page().locator("h1")).hasCount(1);
            assertThat(visitor.page().locator(".side [aria-current]")).hasCount(1);
            visitor.assertAccessible();
            visitor.assertLight();
        }
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void each_kind_of_page_is_readable(Screen screen) {
        Visitor visitor = CHROMIUM.visitor(STACK.ready().http(), screen);
        for (String path : KINDS_OF_PAGES) {
            assertEquals(200, visitor.open(path), path);
            if (screen != Screen.DESK) {
                visitor.assertAccessible();
            }
            visitor.picture(path.substring(1).replace('/', '-') + "-" + screen);
        }
        visitor.open("/docs");
        if (screen == Screen.PHONE) {
            visitor.button("Menu").click();
        }
        visitor.page()
                .locator("nav.side")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName("Webhooks").setExact(true))
                .first()
                .click();
        assertThat(visitor.page().locator("h1")).hasText(Pattern.compile("Webhooks"));
    }

    @Test
    void search_needs_the_keyboard_only_and_after_its_first_use_no_network() {
        Visitor visitor = CHROMIUM.visitor(STACK.ready().http());
        Page page = visitor.page();
        visitor.open("/docs");
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();

        Response index = page.waitForResponse(
                Pattern.compile("/docs/search-[0-9a-f]+\\.json$"),
                () -> page.keyboard().press("/"));
        index.finished(); // what was awaited is its head
        page.context().setOffline(true);
        page.keyboard().type("xyzzyqux");
        assertThat(page.locator("#search-state")).hasText("Nothing found.");
        page.keyboard().press("Control+a");
        page.keyboard().type("domain_not_ver");
        Locator found = page.locator("#search-found [role=option]");
        assertThat(found.first()).containsText("domain_not_verified");
        assertThat(found.first()).hasAttribute("aria-selected", "true");
        visitor.assertAccessible();
        visitor.picture("docs-search");

        page.context().setOffline(false);
        page.keyboard().press("Enter");
        page.waitForURL("**/docs/errors#domain_not_verified");
        assertThat(page.locator("#domain_not_verified")).isInViewport();
    }

    @Test
    void what_is_not_there_leads_back() {
        Visitor visitor = CHROMIUM.visitor(STACK.ready().http());
        assertEquals(404, visitor.open("/docs/nowhere"));
        visitor.assertAccessible();
        visitor.link("the first page").click();
        assertThat(visitor.page().locator("h1")).hasText("Documentation");
        visitor.errors().removeIf(error -> error.contains("404"));
    }
}
