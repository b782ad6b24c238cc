using System.Numerics.Tensors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Regression;

/// <summary>
/// Logistic regression by unpenalised maximum likelihood, for two classes or more (multinomial, the first class as the base).
/// </summary>
/// <remarks>
/// Newton's method with halved steps on standardised columns. Where the classes are separated the likelihood has no maximum: the fit is then
/// repeated with a ridge of <see cref="Ridge"/> for each row, and says so.
/// </remarks>
internal static class LogisticRegression
{
    /// <summary>Weight of the ridge that answers where classes are separated, for each row, on standardised columns.</summary>
    public const double Ridge = 1e-6;

    private const int MostSteps = 60;
    private const double Small = 1e-9;
    private const double Settled = 1e-9;

    /// <summary>Fits classes on a design.</summary>
    /// <param name="design">The design.</param>
    /// <param name="classes">The class of each row, from 0; every class occurs.</param>
    /// <param name="count">How many classes there are, at least 2.</param>
    /// <param name="weights">One positive weight for each row; empty for none.</param>
    /// <param name="budget">Tested at each step.</param>
    public static LogisticFit Fit(
        DesignMatrix design, ReadOnlySpan<int> classes, int count, ReadOnlySpan<double> weights, WorkBudget budget = default)
    {
        var problem = new LogisticProblem(design.Standardised, classes, count, weights);
        var isWhole = TryMaximise(problem, 0, budget);
        var isSeparated = !isWhole || problem.IsExtreme;
        if (isSeparated)
        {
            problem.Reset();
            isWhole = TryMaximise(problem, Ridge, budget);
        }

        var fit = new LogisticFit(design, problem, isSeparated, isWhole);
        problem.Design.Release();
        return fit;
    }

    private static bool TryMaximise(LogisticProblem problem, double ridge, WorkBudget budget)
    {
        var value = problem.Evaluate(ridge);
        for (var step = 0; step < MostSteps; step++)
        {
            budget.ThrowIfCancelled();
            if (problem.Direction(ridge) is not { } direction)
            {
                return false;
            }

            var size = TensorPrimitives.MaxMagnitude<double>(direction);
            var (length, better) = (1.0, problem.Try(direction, 1, ridge));
            while (!(better <= value + (1e-12 * Math.Abs(value))) && Math.Abs(length * size) > Small)
            {
                length /= 2;
                better = problem.Try(direction, length, ridge);
            }

            problem.Accept();
            var gained = value - better;
            value = better;

            // On a ridge the far coefficients go on for long and change nothing that is read from the fit.
            if (Math.Abs(size) < Small || (ridge > 0 && gained < Settled * Math.Abs(value)))
            {
                return true;
            }

            if (ridge == 0 && problem.IsExtreme)
            {
                return false;
            }
        }

        return false;
    }
}
