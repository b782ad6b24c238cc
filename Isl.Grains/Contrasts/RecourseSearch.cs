namespace Isl.Grains.Contrasts;

/// <summary>Smallest changes of some variables that bring outcomes into their ranges.</summary>
/// <remarks>
/// Source: Karimi, Schölkopf &amp; Valera (2021), recourse by intervention. One variable: the nearest crossing of an end of a range on a grid that
/// widens away from the present value, refined to rounding. Several: steps of least length onto the linearised range, then the nearest point on the
/// way back. What is returned was run and lies in the range.
/// </remarks>
internal sealed class RecourseSearch(OutcomeSurface surface, RecourseFrame frame, CancellationToken cancellation)
{
    /// <summary>Rows that a search may run: some tenths of a second.</summary>
    private const long MostRows = 1 << 24;

    private const int Steps = 28;
    private const int Refinements = 80;
    private const int Iterations = 40;
    private const double Narrow = 1e-15;
    private const double Widening = 1.6;
    private const double FirstStep = 1e-3;

    /// <summary>Was it cut short, so that a smaller change may exist?</summary>
    public bool IsCut => surface.Rows > MostRows;

    /// <summary>The way there, for each set of variables of a size; those that reach the range.</summary>
    public List<RecoursePoint> OfSize(int size)
    {
        var found = new List<RecoursePoint>();
        foreach (var set in Subsets(frame.From.Length, size))
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsCut)
            {
                break;
            }

            if ((size == 1 ? AlongOne(set[0]) : Within(set)) is { } point)
            {
                found.Add(point);
            }
        }

        return [.. found.OrderBy(point => point.Length)];
    }

    /// <summary>Of all points looked at, the one that stays nearest to the range.</summary>
    public (double[] Point, double[] Outcomes, double Distance)? Nearest { get; private set; }

    private static IEnumerable<int[]> Subsets(int count, int size)
    {
        const int most = 400;
        var set = Enumerable.Range(0, size).ToArray();
        for (var given = 0; size <= count && given < most; given++)
        {
            yield return [.. set];
            var i = size - 1;
            while (i >= 0 && set[i] == count - size + i)
            {
                i--;
            }

            if (i < 0)
            {
                yield break;
            }

            set[i]++;
            for (var j = i + 1; j < size; j++)
            {
                set[j] = set[j - 1] + 1;
            }
        }
    }

    private RecoursePoint? AlongOne(int variable)
    {
        var grid = new List<double>();
        for (var (i, step) = (0, FirstStep); i < Steps; i++, step *= Widening)
        {
            grid.Add(step * frame.Scale[variable]);
        }

        var candidates = new List<double[]>();
        foreach (var sign in (double[])[1, -1])
        {
            double[][] line =
            [
                frame.From,
                .. grid.Select(step => frame.Clipped(With(variable, frame.From[variable] + (sign * step)))).DistinctBy(point => point[variable]),
            ];
            candidates.AddRange(Crossings(line));
        }

        return Best(candidates);
    }

    private double[] With(int variable, double value)
    {
        double[] point = [.. frame.From];
        point[variable] = value;
        return point;
    }

    /// <summary>Points on a line where an outcome crosses an end of its range.</summary>
    private List<double[]> Crossings(double[][] line)
    {
        var values = Look(line);
        var found = new List<double[]>();
        for (var i = 1; i < line.Length; i++)
        {
            foreach (var end in frame.Ends)
            {
                if (found.Count < 8 && end(values[i - 1]) is var a && end(values[i]) is var b && double.IsFinite(a) && double.IsFinite(b)
                    && a <= 0 != b <= 0)
                {
                    found.AddRange(Refine(line[i - 1], line[i], a, b, end));
                }
            }
        }

        return found;
    }

    /// <summary>A crossing between two points: regula falsi by the Illinois rule (Dowell and Jarratt 1971), with a bisection now and then.</summary>
    private double[][] Refine(double[] near, double[] far, double atNear, double atFar, Func<double[], double> end)
    {
        var (low, high, last) = (0.0, 1.0, 0);
        for (var i = 0; i < Refinements && high - low > Narrow; i++)
        {
            var guess = high - (atFar * (high - low) / (atFar - atNear));
            var at = guess > low && guess < high && i % 4 != 3 ? guess : (low + high) / 2;
            var value = end(Look([Between(near, far, at)])[0]);
            if (!double.IsFinite(value))
            {
                break;
            }

            if (value <= 0 == atNear <= 0)
            {
                (low, atNear, atFar, last) = (at, value, last < 0 ? atFar / 2 : atFar, -1);
            }
            else
            {
                (high, atFar, atNear, last) = (at, value, last > 0 ? atNear / 2 : atNear, 1);
            }

            if (value == 0)
            {
                return [Between(near, far, at)];
            }
        }

        return [Between(near, far, low), Between(near, far, high)];
    }

    private RecoursePoint? Within(int[] set)
    {
        double[] point = [.. frame.From];
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            var value = Look([point])[0];
            if (frame.Excess(value) <= 0)
            {
                break;
            }

            point = frame.Clipped(Step(set, point, value));
        }

        const int line = 64;
        return Best([.. Crossings([.. Enumerable.Range(0, line + 1).Select(k => Between(frame.From, point, (double)k / line))]), point]);
    }

    /// <summary>
    /// A step of least length onto the linearised range; for one target counted from the present values, so that it ends at the least change.
    /// </summary>
    private double[] Step(int[] set, double[] point, double[] value)
    {
        const double small = 1e-5;
        var around = new List<double[]>();
        foreach (var variable in set)
        {
            foreach (var sign in (double[])[1, -1])
            {
                double[] moved = [.. point];
                moved[variable] += sign * small * frame.Scale[variable];
                around.Add(moved);
            }
        }

        var values = Look([.. around]);
        double[] next = [.. frame.Low.Length == 1 ? frame.From : point];
        for (var target = 0; target < frame.Low.Length; target++)
        {
            var wanted = Math.Clamp(value[target], frame.Low[target], frame.High[target]) - value[target];
            double[] slope = [.. set.Select((_, i) => (values[2 * i][target] - values[(2 * i) + 1][target]) / (2 * small))];
            var square = slope.Sum(one => one * one);
            if (wanted == 0 || !(square > 0))
            {
                continue;
            }

            if (frame.Low.Length == 1)
            {
                wanted += set.Select((variable, i) => slope[i] * (point[variable] - frame.From[variable]) / frame.Scale[variable]).Sum();
            }

            for (var i = 0; i < set.Length; i++)
            {
                next[set[i]] += wanted * slope[i] / square * frame.Scale[set[i]];
            }
        }

        return next;
    }

    private static double[] Between(double[] a, double[] b, double share) => [.. a.Zip(b, (x, y) => share == 1 ? y : x + (share * (y - x)))];

    private double[][] Look(double[][] points)
    {
        var values = surface.Means([.. points.Select(frame.Changed)]);
        for (var i = 0; i < points.Length; i++)
        {
            if (frame.Excess(values[i]) is var distance && double.IsFinite(distance) && (Nearest is not { } nearest || distance < nearest.Distance))
            {
                Nearest = (points[i], values[i], distance);
            }
        }

        return values;
    }

    /// <summary>The shortest of the changes that reach the range when run as they will be told.</summary>
    private RecoursePoint? Best(IReadOnlyList<double[]> candidates)
    {
        double[][] told = [.. candidates.Select(frame.Told)];
        var values = told.Length == 0 ? [] : Look(told);
        return told
            .Select((point, i) => new RecoursePoint(point, values[i], frame.Length(point)))
            .Where(point => frame.Reaches(point.Outcomes) && point.Length > 0)
            .MinBy(point => point.Length);
    }
}

/// <summary>A change that reaches the range.</summary>
/// <param name="Point">Values of all variables that may change.</param>
/// <param name="Outcomes">Means of the outcomes there.</param>
/// <param name="Length">Its length in the units of the variables.</param>
internal sealed record RecoursePoint(double[] Point, double[] Outcomes, double Length);
