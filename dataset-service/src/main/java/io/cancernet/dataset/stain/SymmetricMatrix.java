package io.cancernet.dataset.stain;

/** Eigenvectors of a symmetric 3 x 3 matrix by Jacobi's rotations. */
final class SymmetricMatrix {

    private static final int SIZE = 3;
    private static final int SWEEPS = 30;

    private SymmetricMatrix() {}

    /** The eigenvectors, each of length 1, in the order of their eigenvalues, the largest first. */
    static double[][] eigenvectors(double[][] matrix) {
        double[][] a = new double[SIZE][];
        double[][] vectors = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            a[i] = matrix[i].clone();
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int p = 0; p < SIZE - 1; p++) {
                for (int q = p + 1; q < SIZE; q++) {
                    rotate(a, vectors, p, q);
                }
            }
        }
        return sorted(a, vectors);
    }

    /** Makes the element (p, q) zero. */
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        for (int k = 0; k < SIZE; k++) {
            double left = a[k][p];
            double right = a[k][q];
            a[k][p] = cosine * left - sine * right;
            a[k][q] = sine * left + cosine * right;
        }
        for (int k = 0; k < SIZE; k++) {
            double upper = a[p][k];
            double lower = a[q][k];
            a[p][k] = cosine * upper - sine * lower;
            a[q][k] = sine * upper + cosine * lower;
            double left = vectors[k][p];
            double right = vectors[k][q];
            vectors[k][p] = cosine * left - sine * right;
            vectors[k][q] = sine * left + cosine * right;
        }
    }

    private static double[][] sorted(double[][] diagonal, double[][] columns) {
        int[] order = {0, 1, 2};
        for (int i = 0; i < SIZE; i++) {
            for (int j = i + 1; j < SIZE; j++) {
                if (diagonal[order[j]][order[j]] > diagonal[order[i]][order[i]]) {
                    int swapped = order[i];
                    order[i] = order[j];
                    order[j] = swapped;
                }
            }
        }
        double[][] vectors = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int k = 0; k < SIZE; k++) {
                vectors[i][k] = columns[k][order[i]];
            }
        }
        return vectors;
    }
}
