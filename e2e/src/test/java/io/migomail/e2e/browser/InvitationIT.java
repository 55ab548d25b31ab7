package io.migomail.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.migomail.e2e.StackFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An owner invites somebody, who chooses a password by the link, on a phone, and is in. */
@Tag(StackFixture.SHARED)
class InvitationIT {
    private static final String EMAIL = "eva@yourapp.com";
    private static final String PASSWORD = "a battery of my own";

    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static String invite() {
        Visitor owner = CHROMIUM.visitor(STACK.ready().http());
        Page page = owner.page();
        owner.signIn(STACK.ready().email(), STACK.ready().password());
        owner.open("/dashboard/" + STACK.application() + "/live/settings/people");
        page.getByLabel("E-mail address", new Page.GetByLabelOptions().setExact(true))
                .fill(EMAIL);
        page.getByLabel("Role", new Page.GetByLabelOptions().setExact(true)).selectOption("viewer");
        owner.button("Invite").click();
        assertThat(page.locator(".notice.good")).containsText(EMAIL);
        owner.assertAccessible();
        owner.picture("invitation-made");
        String link = page.locator(".notice .copy code").textContent();
        owner.open("/dashboard/" + STACK.application() + "/live/audit?resource=invitation");
        assertThat(page.locator("tbody tr").first()).containsText("created invitation");
        owner.picture("invitation-audit");
        return link.substring(link.indexOf("/welcome"));
    }

    @Test
    void whoever_is_invited_chooses_a_password_and_is_in() {
        String link = invite();
        Visitor eva = CHROMIUM.visitor(STACK.ready().http(), Screen.PHONE);
        Page page = eva.page();
        eva.open(link);
        eva.assertAccessible();
        page.getByLabel("Password").fill(PASSWORD);
        page.getByLabel("Once more").fill("another battery");
        eva.button("Set it and sign in").click();
        assertThat(page.getByText("This is not the same password.").first()).isVisible();
        eva.assertAccessible();
        eva.picture("invitation-welcome");
        page.getByLabel("Password").fill(PASSWORD);
        page.getByLabel("Once more").fill(PASSWORD);
        eva.button("Set it and sign in").click();
        assertThat(page.locator("h1")).hasText("Overview");
        eva.open(link);
        assertThat(page.locator("h1")).hasText("This link has ended");
        eva.assertAccessible();
        eva.errors().removeIf(error -> error.contains("422") || error.contains("404"));
    }
}
