using Isl.Grains.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words;
using Isl.Grains.Words.Identification;
using MathNet.Numerics;

namespace Isl.Grains.Identification.Criteria;

/// <summary>What data say about an implied independence.</summary>
public enum ImplicationVerdict
{
    /// <summary>The data give no reason to doubt it.</summary>
    Consistent,

    /// <summary>The Holm-adjusted p-value is below the level: data and graph disagree.</summary>
    Contradicted,

    /// <summary>The data cannot test it; the note says why.</summary>
    NotTested,
}

/// <summary>An implied independence against data.</summary>
/// <param name="Implication">The independence.</param>
/// <param name="Verdict">What the data say.</param>
/// <param name="Correlation">Partial correlation of the two nodes given the set; null when not tested.</param>
/// <param name="PValue">Two-sided p-value of Fisher's z; null when not tested.</param>
/// <param name="AdjustedPValue">The p-value adjusted by Holm's method over all that were tested; null when not tested.</param>
/// <param name="Note">Why it was not tested, or which columns of the set were redundant; else null.</param>
public sealed record ImplicationTest(
    Implication Implication,
    ImplicationVerdict Verdict,
    double? Correlation,
    double? PValue,
    double? AdjustedPValue,
    Finding? Note);

/// <summary>Tests implied independences against rows of data: partial correlations, Fisher's z, Holm's adjustment.</summary>
/// <remarks>
/// Source: Fisher (1924) for the distribution of a partial correlation (√(n − k − 3) · artanh r is standard normal under independence, k
/// being the number of linearly independent columns given); Holm (1979) for the step-down adjustment, which holds whatever the
/// dependence among tests. The test sees linear dependence only and assumes normal columns.
/// </remarks>
public static class ImplicationTests
{
    /// <summary>The level of the family of tests, unless asked otherwise.</summary>
    public const double DefaultAlpha = 0.05;

    /// <summary>Tests every implication. O(n d² + Σ k³).</summary>
    /// <param name="implications">What the graph implies.</param>
    /// <param name="names">Names of the graph's nodes; columns of the data are found by name.</param>
    /// <param name="data">The rows; columns that no node is named after are ignored.</param>
    /// <param name="alpha">Level of the family of tests, in (0, 1).</param>
    /// <param name="cancellation">Tested for every implication.</param>
    /// <returns>One test per implication, in the same order.</returns>
    public static List<ImplicationTest> Run(
        IReadOnlyList<Implication> implications, IReadOnlyList<string> names, Dataset data, double alpha, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(alpha, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(alpha, 1);
        var columns = new Columns(names, data, cancellation);
        var tests = new List<ImplicationTest>(implications.Count);
        foreach (var implication in implications)
        {
            cancellation.ThrowIfCancellationRequested();
            tests.Add(Test(implication, names, columns));
        }

        return Adjust(tests, alpha);
    }

    private static ImplicationTest Test(Implication implication, IReadOnlyList<string> names, Columns columns)
    {
        var (x, y, given) = (implication.X, implication.Y, implication.Given);
        foreach (var node in (ReadOnlySpan<int>)[x, y, .. given])
        {
            if (columns.IndexOf(node) < 0)
            {
                return NotTested(implication, new ColumnMissing(names[node]));
            }
        }

        foreach (var node in (ReadOnlySpan<int>)[x, y])
        {
            if (columns.IsConstant(node))
            {
                return NotTested(implication, new ConstantInData(names[node]));
            }
        }

        // A constant takes nothing out, and has no correlations.
        int[] varying = [.. given.Where(node => !columns.IsConstant(node))];
        var partial = PartialCorrelation.Of(
            columns.Correlation,
            columns.Count,
            columns.IndexOf(x),
            columns.IndexOf(y),
            [.. varying.Select(columns.IndexOf)]);
        if (partial.XDetermined || partial.YDetermined)
        {
            return NotTested(
                implication,
                new LinearInData(names[partial.XDetermined ? x : y], [.. given.Select(node => names[node])]));
        }

        var freedom = columns.Rows - partial.Rank - 3;
        if (freedom <= 0)
        {
            return NotTested(implication, new TooFewRowsToTest(columns.Rows, partial.Rank, partial.Rank + 4));
        }

        var z = Math.Sqrt(freedom) * Math.Abs(Math.Atanh(partial.Value));
        return new ImplicationTest(
            implication,
            ImplicationVerdict.Consistent,
            partial.Value,
            SpecialFunctions.Erfc(z / Constants.Sqrt2),
            AdjustedPValue: null,
            partial.Rank == given.Length ? null : new RedundantColumns(given.Length - partial.Rank, given.Length));
    }

    private static ImplicationTest NotTested(Implication implication, Finding note) =>
        new(implication, ImplicationVerdict.NotTested, null, null, null, note);

    /// <summary>Holm's step-down adjustment: the i-th smallest of m p-values times m − i + 1, not below the ones before it.</summary>
    private static List<ImplicationTest> Adjust(List<ImplicationTest> tests, double alpha)
    {
        int[] tested = [.. Enumerable.Range(0, tests.Count).Where(i => tests[i].PValue is not null).OrderBy(i => tests[i].PValue)];
        var adjusted = 0.0;
        for (var i = 0; i < tested.Length; i++)
        {
            var test = tests[tested[i]];
            adjusted = Math.Max(adjusted, Math.Min(1, (tested.Length - i) * test.PValue!.Value));
            tests[tested[i]] = test with
            {
                AdjustedPValue = adjusted,
                Verdict = adjusted < alpha ? ImplicationVerdict.Contradicted : ImplicationVerdict.Consistent,
            };
        }

        return tests;
    }

    /// <summary>The columns of the data by node of the graph.</summary>
    private sealed class Columns
    {
        private readonly int[] _column;
        private readonly bool[] _constant;

        public Columns(IReadOnlyList<string> names, Dataset data, CancellationToken cancellation)
        {
            var byName = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var column = 0; column < data.Columns; column++)
            {
                byName[data.Variables[column]] = column;
            }

            _column = [.. names.Select(name => byName.GetValueOrDefault(name, -1))];
            _constant = [.. Enumerable.Range(0, data.Columns).Select(column => IsConstantColumn(data.Column(column)))];
            Rows = data.Rows;
            Count = data.Columns;
            Correlation = DatasetMoments.Of(data, cancellation).Correlation;
        }

        public int Rows { get; }

        public int Count { get; }

        public double[] Correlation { get; }

        public int IndexOf(int node) => _column[node];

        public bool IsConstant(int node) => _constant[_column[node]];

        private static bool IsConstantColumn(ReadOnlySpan<double> column) => column.IsEmpty || !column.ContainsAnyExcept(column[0]);
    }
}
