namespace Isl.Grains.Robustness;

/// <summary>Boxes around a proposal that hold and of which no side can be moved further.</summary>
/// <remarks>All sides grow together first; then each grows alone as far as it can, once for every order that begins with another variable.</remarks>
internal sealed class RegionSearch(IRegionTest test, double[] proposal, Box whole, RobustnessEffort effort)
{
    private const int MostRegions = 5;
    private const double Same = 1e-6;

    /// <summary>The boxes, largest first; none where the proposal itself does not hold.</summary>
    public List<Box> Find()
    {
        var start = Box.At(proposal);
        if (!test.HoldsOn(start))
        {
            return [];
        }

        var found = new List<Box>();
        if (test is CertifiedTest { IsAffine: true } affine)
        {
            var largest = LargestBox.Around(proposal, whole, [.. affine.SlabsAround(proposal)]);
            found.Add(Grown(affine, largest, 0));
        }

        var even = Along(share => whole.Towards(start, share));
        found.AddRange(effort.Orders == 0 ? [even] : Enumerable.Range(0, effort.Orders).Select(first => Grown(even, first)));
        var distinct = new List<Box>();
        foreach (var box in found.Select(test.Confirmed).OfType<Box>().OrderByDescending(box => box.Volume))
        {
            if (distinct.Count < MostRegions && !distinct.Exists(other => IsSame(other, box)))
            {
                distinct.Add(box);
            }
        }

        return distinct;
    }

    /// <summary>Moves each side of a box between planes as far as they let it, in closed form.</summary>
    private Box Grown(CertifiedTest affine, Box box, int first)
    {
        var slabs = affine.SlabsAround(proposal).ToList();
        foreach (var (variable, isHigh) in Sides(first))
        {
            var end = isHigh ? whole.High[variable] : whole.Low[variable];
            foreach (var (slopes, fall, rise) in slabs)
            {
                var slope = isHigh ? slopes[variable] : -slopes[variable];
                var used = Enumerable.Range(0, slopes.Length).Where(i => i != variable).Sum(i => Math.Max(0,
                    slope > 0 ? Math.Max(slopes[i] * (box.High[i] - proposal[i]), slopes[i] * (box.Low[i] - proposal[i]))
                    : Math.Max(-slopes[i] * (box.High[i] - proposal[i]), -slopes[i] * (box.Low[i] - proposal[i]))));
                var far = slope == 0 ? double.PositiveInfinity : Math.Max(0, ((slope > 0 ? rise : fall) - used) / Math.Abs(slope));
                end = isHigh ? Math.Min(end, proposal[variable] + far) : Math.Max(end, proposal[variable] - far);
            }

            box = box.With(variable, isHigh, end);
        }

        return box;
    }

    private Box Grown(Box box, int first)
    {
        if (test is CertifiedTest { IsAffine: true } affine)
        {
            return Grown(affine, box, first);
        }

        foreach (var (variable, isHigh) in Sides(first))
        {
            var (from, to) = isHigh ? (box.High[variable], whole.High[variable]) : (box.Low[variable], whole.Low[variable]);
            var held = box;
            box = Along(share => held.With(variable, isHigh, from + (share * (to - from))));
        }

        return box;
    }

    private IEnumerable<(int Variable, bool IsHigh)> Sides(int first) => Enumerable.Range(0, whole.Size)
        .Select(i => (first + i) % whole.Size)
        .SelectMany(variable => ((int, bool)[])[(variable, true), (variable, false)]);

    /// <summary>The farthest box of a growing family that holds, to the effort's halvings; the first is known to hold.</summary>
    private Box Along(Func<double, Box> at)
    {
        if (test.HoldsOn(at(1)))
        {
            return at(1);
        }

        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < effort.Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = test.HoldsOn(at(middle)) ? (middle, high) : (low, middle);
        }

        return at(low);
    }

    private bool IsSame(Box a, Box b) => Enumerable.Range(0, a.Size).All(i =>
        Math.Abs(a.Low[i] - b.Low[i]) + Math.Abs(a.High[i] - b.High[i]) <= Same * Math.Max(double.Epsilon, whole.High[i] - whole.Low[i]));
}
