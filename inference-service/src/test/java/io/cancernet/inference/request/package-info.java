@NullMarked
package io.cancernet.inference.request;

import org.jspecify.annotations.NullMarked;
