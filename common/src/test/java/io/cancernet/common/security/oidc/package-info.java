@NullMarked
package io.cancernet.common.security.oidc;

import org.jspecify.annotations.NullMarked;
