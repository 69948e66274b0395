@NullMarked
package io.cancernet.common.security.vertx;

import org.jspecify.annotations.NullMarked;
