package io.cancernet.local.command;

import io.cancernet.local.ExitCode;
import io.cancernet.local.client.FailedException;
import io.cancernet.local.client.RefusedException;
import io.cancernet.local.client.UnreachableException;
import io.cancernet.local.stack.StackException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in a sentence, and maps it to an exit code; only a fault of ours shows its trace. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult arguments) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
        int code = codeOf(failure);
        if (isExpected(failure)) {
            line.getErr().println("cancernet: " + messageOf(failure));
        } else {
            failure.printStackTrace(line.getErr());
        }
        return code;
    }

    private static int codeOf(Exception failure) {
        if (failure instanceof UnreachableException) {
            return ExitCode.UNREACHABLE;
        }
        if (failure instanceof RefusedException) {
            return ExitCode.REFUSED;
        }
        return failure instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private static boolean isExpected(Exception failure) {
        return failure instanceof UnreachableException
                || failure instanceof RefusedException
                || failure instanceof FailedException
                || failure instanceof StackException
                || failure instanceof IllegalArgumentException
                || failure instanceof IOException;
    }

    private static String messageOf(Exception failure) {
        if (failure instanceof RefusedException refused) {
            return "refused" + (refused.code().isEmpty() ? "" : " (" + refused.code() + ")") + ": "
                    + refused.getMessage();
        }
        if (failure instanceof FileSystemException file) {
            return "%s: %s".formatted(file.getFile(), reason(file));
        }
        return failure instanceof IOException ? failure.toString() : String.valueOf(failure.getMessage());
    }

    private static String reason(FileSystemException failure) {
        if (failure.getReason() != null) {
            return failure.getReason();
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "is there already";
        }
        return failure instanceof AccessDeniedException
                ? "permission denied"
                : failure.getClass().getSimpleName();
    }
}
