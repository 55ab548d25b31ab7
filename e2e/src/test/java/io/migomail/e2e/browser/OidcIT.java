package io.migomail.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.migomail.core.FreePorts;
import io.migomail.core.Setting;
import io.migomail.e2e.SecondNode;
import io.migomail.e2e.StackFixture;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in at a company's own provider, by way of its page on another host. */
@Tag(StackFixture.SHARED)
class OidcIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static Issuer issuer;
    private static SecondNode node;

    @BeforeAll
    static void start() throws Exception {
        issuer = new Issuer();
        String own = "127.0.0.1:" + FreePorts.ofThisProcess().next();
        node = SecondNode.with(
                STACK,
                Map.of(
                        Setting.MIGO_HTTP,
                        own,
                        Setting.MIGO_PUBLIC_URL,
                        "http://" + own,
                        Setting.MIGO_OIDC_ISSUER,
                        issuer.url(),
                        Setting.MIGO_OIDC_CLIENT_ID,
                        Issuer.CLIENT,
                        Setting.MIGO_OIDC_CLIENT_SECRET,
                        Issuer.SECRET));
    }

    @AfterAll
    static void stop() {
        node.close();
        issuer.close();
    }

    /** Comes back from the provider as whoever has that address. */
    private static void signIn(Visitor visitor, String address) {
        Page page = visitor.page();
        visitor.link("Sign in with localhost").click();
        assertThat(page.locator("h1")).hasText("Who are you?");
        page.getByLabel("Address").fill(address);
        visitor.button("Continue").click();
        visitor.errors().removeIf(error -> error.contains("asks another host: " + issuer.url()));
    }

    @Test
    void whoever_was_invited_comes_back_to_the_page_that_was_asked_for() {
        Visitor visitor = CHROMIUM.visitor(node.http());
        String target = "/dashboard/" + STACK.application() + "/live/settings";
        visitor.open(target);
        visitor.assertAccessible();
        visitor.picture("login-oidc");
        signIn(visitor, STACK.ready().email());
        assertThat(visitor.page()).hasURL(node.http() + target);
        assertThat(visitor.page().locator("main")).containsText(STACK.ready().email());
        visitor.page().reload();
        assertThat(visitor.page()).hasURL(node.http() + target);
        visitor.open("/login");
        visitor.page().waitForURL("**/dashboard/**");
        assertThat(visitor.page().locator("h1")).hasText("Overview");
    }

    @Test
    void whoever_was_not_invited_is_told_so_and_stays_outside() {
        Visitor visitor = CHROMIUM.visitor(node.http(), Screen.PHONE);
        visitor.open("/login");
        signIn(visitor, "mallory@elsewhere.example");
        assertThat(visitor.page().getByRole(AriaRole.ALERT))
                .hasText("Nobody of the address that localhost names was invited here.");
        visitor.assertAccessible();
        visitor.picture("login-oidc-refused");
        visitor.open("/dashboard/" + STACK.application() + "/live");
        assertThat(visitor.page().locator("h1")).hasText("Sign in");
        visitor.errors().removeIf(error -> error.contains("401"));
    }
}
