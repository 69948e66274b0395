/**
 * People and machines log in at a real Keycloak, to services that are set up by the compose file. With {@code -Psoak}: the
 * build then downloads Keycloak.
 */
@NullMarked
package io.cancernet.local.security;

import org.jspecify.annotations.NullMarked;
