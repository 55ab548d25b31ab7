package io.migomail.mta.engine;

import io.migomail.core.EgressLimits;
import io.migomail.mail.socks.SocksDialog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Tries whether a node binds a source address, as an attempt would, and goes no further. Blocks; stateless. */
final class EgressProbe {
    /**
     * What came of it.
     *
     * @param trouble why the source cannot be used; empty where it can
     * @param wholeNode whether no other source of the node can be used either
     */
    record Finding(String trouble, boolean wholeNode) {
        static final Finding GOOD = new Finding("", false);
    }

    private EgressProbe() {}

    /** Takes at most twice the bound for a node's answer. */
    static Finding of(InetSocketAddress node, String token, InetAddress source) {
        int bound = (int) EgressLimits.NODE_ANSWER.toMillis();
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(node, bound);
            socket.setSoTimeout(bound);
            SocksDialog dialog = new SocksDialog(token, source, null);
            socket.getOutputStream().write(dialog.opening());
            dialog.hear(socket.getInputStream());
            return finding(dialog);
        } catch (IOException e) {
            return new Finding("cannot be reached: " + e.getMessage(), true);
        }
    }

    private static Finding finding(SocksDialog dialog) {
        SocksDialog.Refusal refusal = dialog.refusal();
        if (refusal == null) {
            return Finding.GOOD;
        }
        boolean node = refusal.party() == SocksDialog.Party.NODE;
        return new Finding(node ? refusal.detail() : "does not bind it: " + refusal.detail(), node);
    }
}
