namespace Isl.Discovery;

/// <summary>Looks at data for <see cref="AutoSelection"/>.</summary>
internal static class AutoFactsReader
{
    /// <summary>A column counts as non-Gaussian below this p-value.</summary>
    private const double Clear = 0.01;

    /// <summary>Looks, and chooses.</summary>
    /// <returns>The algorithm, why, and the median p-value of the columns' tests of normality.</returns>
    public static (DiscoveryAlgorithm Algorithm, string Reason, double NonGaussianity) Choose(Dataset data)
    {
        var p = new List<double>();
        for (var column = 0; column < data.Columns; column++)
        {
            p.Add(NonGaussianity.Of(data.Column(column)).PValue);
        }

        p.Sort();
        var facts = new AutoFacts(data.Rows, data.Columns, DataKind.Of(data).IsCategorical, p.Count(value => value < Clear), p[p.Count / 2]);
        var (algorithm, reason) = AutoSelection.Choose(facts);
        return (algorithm, reason, facts.MedianPValue);
    }
}
