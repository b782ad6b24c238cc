namespace Isl.Grains.Effects.Samples;

/// <summary>Clusters numbered from 0 in the order of their first rows.</summary>
internal static class ClusterNumbers
{
    /// <summary>Of a column of values.</summary>
    public static int[] Of(double[] values)
    {
        var numbers = new Dictionary<double, int>();
        var clusters = new int[values.Length];
        for (var i = 0; i < clusters.Length; i++)
        {
            numbers.TryAdd(values[i], numbers.Count);
            clusters[i] = numbers[values[i]];
        }

        return clusters;
    }

    /// <summary>Of the rows listed of numbered clusters.</summary>
    public static int[] Of(int[] rows, int[] clusters)
    {
        var values = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = clusters[rows[i]];
        }

        return Of(values);
    }
}
