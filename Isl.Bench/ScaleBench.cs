using System.Globalization;

namespace Isl.Bench;

/// <summary>
/// <c>scale [SECONDS]</c>: a day's load on silos that the autoscaler of deploy/k8s starts and ends, beside as many as it ever had, all day.
/// The argument is another target of the seconds of work in flight.
/// </summary>
internal static class ScaleBench
{
    private const int Day = 86_400;
    private const int Hour = 3600;

    /// <summary>Jobs a second at the busiest hour, from what two silos can do to what fifty can.</summary>
    private static readonly double[] Peaks = [2, 10, 30, 60, 90];

    public static void Run(string[] args)
    {
        var settings = ScaleSettings.Deployed;
        settings = args is [var target] ? settings with { InFlightSeconds = double.Parse(target, CultureInfo.InvariantCulture) } : settings;
        Print($"{settings.MinReplicas} to {settings.MaxReplicas} silos; targets: {settings.InFlightSeconds} s in flight, {settings.Cpu:P0} busy.");
        Print($"A day: a fifth of the peak at night, the peak at 11 and 15 h,");
        Print($"half as much again for ten minutes at 10:00, twice as much for five at 16:00.");
        Print($"Jobs that no cache answers: 70 % of 5 ms, 25 % of 0.5 s, 5 % of 8 s on average (exponential, 20 s at most).");
        Print($"Silos of {ScaleSimulation.Slots} slots, chosen by hash, ready {ScaleSimulation.StartSeconds} s after the decision;");
        Print($"figures are {ScaleSimulation.LagSeconds} s old.");
        Print($"A job that would wait longer than {ScaleSimulation.Patience} s is refused; a silo that leaves finishes what it has.");
        Print($"");
        Print($"| jobs/s at the peak | silos, mean | most | refused | wait p99 s | the most all day: refused | silo hours saved |");
        Print($"|---|---|---|---|---|---|---|");
        foreach (var peak in Peaks)
        {
            var scaled = new ScaleSimulation(settings, settings.MinReplicas).Run(Day, second => Rate(peak, second), Cost);
            var still = new ScaleSimulation(null, scaled.MostSilos).Run(Day, second => Rate(peak, second), Cost);
            var saved = 1 - (scaled.MeanSilos / scaled.MostSilos);
            var (refused, all) = (scaled.RefusedShare, still.RefusedShare);
            Print($"| {peak:0} | {scaled.MeanSilos:0.0} | {scaled.MostSilos} | {refused:P2} | {scaled.Wait99:0.0} | {all:P2} | {saved:P0} |");
        }
    }

    /// <summary>Jobs a second at a time of the day.</summary>
    internal static double Rate(double peak, int second)
    {
        var hour = (double)second / Hour;
        var day = Math.Exp(-Math.Pow((hour - 11) / 2.2, 2) / 2) + Math.Exp(-Math.Pow((hour - 15) / 2.2, 2) / 2);
        var rate = peak * (0.2 + (0.8 * Math.Min(1, day / 1.1)));
        return hour switch
        {
            >= 10 and < 10 + (10 / 60.0) => 1.5 * rate,
            >= 16 and < 16 + (5 / 60.0) => 2 * rate,
            _ => rate,
        };
    }

    /// <summary>Seconds that a job computes.</summary>
    internal static double Cost(Random random) => random.NextDouble() switch
    {
        < 0.7 => 0.005,
        < 0.95 => Exponential(random, 0.5),
        _ => Exponential(random, 8),
    };

    private static double Exponential(Random random, double mean) => Math.Min(20, -Math.Log(1 - random.NextDouble()) * mean);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
