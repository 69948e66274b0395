/** Login of people and tokens of machines by OpenID Connect. */
@NullMarked
package io.cancernet.common.security.oidc;

import org.jspecify.annotations.NullMarked;
