package io.cancernet.dataset.source.http;

import java.net.Inet4Address;
import java.net.InetAddress;

/** What an address may lead to: the internet, a network of one's own, or something that is never a source. */
enum AddressKind {
    PUBLIC,
    /** Private, shared or loopback. */
    PRIVATE,
    /** Link-local, where clouds tell machines their credentials, multicast, unspecified and reserved ones. */
    FORBIDDEN;

    static AddressKind of(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return FORBIDDEN;
        }
        if (address.isLoopbackAddress() || address.isSiteLocalAddress()) {
            return PRIVATE;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? ofIpv4(bytes) : ofIpv6(bytes);
    }

    private static AddressKind ofIpv4(byte[] address) {
        int first = address[0] & 0xff;
        int second = address[1] & 0xff;
        boolean sharedByProvider = first == 100 && second >= 64 && second < 128;
        if (sharedByProvider) {
            return PRIVATE;
        }
        boolean protocolAssignments = first == 192 && second == 0 && address[2] == 0;
        boolean benchmarking = first == 198 && (second == 18 || second == 19);
        boolean thisNetworkOrReserved = first == 0 || first >= 240;
        return protocolAssignments || benchmarking || thisNetworkOrReserved ? FORBIDDEN : PUBLIC;
    }

    /** Of IPv6 only global unicast is public, less the tunnels, which hide an IPv4 address. */
    private static AddressKind ofIpv6(byte[] address) {
        int first = (address[0] & 0xff) << 8 | (address[1] & 0xff);
        int second = (address[2] & 0xff) << 8 | (address[3] & 0xff);
        boolean uniqueLocal = (first & 0xfe00) == 0xfc00;
        // fd00:ec2::254 is a cloud's metadata service.
        boolean metadata = first == 0xfd00 && second == 0x0ec2;
        if (uniqueLocal) {
            return metadata ? FORBIDDEN : PRIVATE;
        }
        boolean globalUnicast = (first & 0xe000) == 0x2000;
        boolean sixToFour = first == 0x2002;
        boolean specialPurpose = first == 0x2001 && (second < 0x0200 || second == 0x0db8);
        return globalUnicast && !sixToFour && !specialPurpose ? PUBLIC : FORBIDDEN;
    }
}
