package io.cancernet.dataset.source.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressKindTest {

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "93.184.216.34", "100.63.0.1", "172.32.0.1", "2606:2800:220:1::1"})
    void internet_is_public(String address) throws UnknownHostException {
        assertThat(kind(address)).isEqualTo(AddressKind.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "::1",
                "fc00::1",
                "fd12:3456::1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.1.1"
            })
    void networks_of_ones_own_are_private(String address) throws UnknownHostException {
        assertThat(kind(address)).isEqualTo(AddressKind.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254", "::ffff:169.254.169.254", "0.0.0.0", "0.1.2.3", "::", "224.0.0.1", "255.255.255.255",
                "240.0.0.1", "192.0.0.192", "198.18.0.1", "fe80::1", "ff02::1", "fd00:ec2::254", "2002:7f00:1::",
                "2001::1", "2001:db8::1", "64:ff9b::7f00:1", "::7f00:1"
            })
    void everything_else_is_forbidden(String address) throws UnknownHostException {
        assertThat(kind(address)).isEqualTo(AddressKind.FORBIDDEN);
    }

    private static AddressKind kind(String address) throws UnknownHostException {
        return AddressKind.of(InetAddress.getByName(address));
    }
}
