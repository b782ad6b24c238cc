namespace Isl.Grains.Robustness;

/// <summary>A range for each variable.</summary>
/// <param name="Low">Lower ends.</param>
/// <param name="High">Upper ends.</param>
internal sealed record Box(double[] Low, double[] High)
{
    /// <summary>Number of variables.</summary>
    public int Size => Low.Length;

    /// <summary>Product of the widths.</summary>
    public double Volume => Low.Zip(High, (low, high) => high - low).Aggregate(1.0, (product, width) => product * width);

    /// <summary>A box of one point.</summary>
    public static Box At(double[] point) => new([.. point], [.. point]);

    /// <summary>The box with one end moved.</summary>
    public Box With(int variable, bool isHigh, double value)
    {
        double[] ends = [.. isHigh ? High : Low];
        ends[variable] = value;
        return isHigh ? this with { High = ends } : this with { Low = ends };
    }

    /// <summary>The part of the way from a box within this one to this one.</summary>
    public Box Towards(Box inner, double share) => new(
        [.. inner.Low.Zip(Low, (from, to) => from + (share * (to - from)))],
        [.. inner.High.Zip(High, (from, to) => from + (share * (to - from)))]);

    /// <summary>Whether another box lies in this one.</summary>
    public bool Covers(Box other) => Enumerable.Range(0, Size).All(i => Low[i] <= other.Low[i] && High[i] >= other.High[i]);

    /// <summary>Volume that some boxes cover together, by inclusion and exclusion: O(2^count).</summary>
    public static double VolumeOfUnion(IReadOnlyList<Box> boxes)
    {
        var sum = 0.0;
        for (var set = 1; set < 1 << boxes.Count; set++)
        {
            Box[] chosen = [.. boxes.Where((_, i) => (set >> i & 1) == 1)];
            var product = 1.0;
            for (var i = 0; i < boxes[0].Size; i++)
            {
                product *= Math.Max(0, chosen.Min(box => box.High[i]) - chosen.Max(box => box.Low[i]));
            }

            sum += chosen.Length % 2 == 1 ? product : -product;
        }

        return double.IsFinite(sum) ? sum : double.MaxValue; // the product of many wide sides
    }
}
