@NullMarked
package io.cancernet.common.security;

import org.jspecify.annotations.NullMarked;
