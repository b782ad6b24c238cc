namespace Isl.Bench;

/// <summary>The settings of the horizontal pod autoscaler of silos, and what it acts on.</summary>
internal sealed record ScaleSettings
{
    /// <summary>Those of <c>deploy/k8s/autoscaling.yaml</c>; a test compares.</summary>
    public static ScaleSettings Deployed { get; } = new();

    public int MinReplicas { get; init; } = 2;

    public int MaxReplicas { get; init; } = 50;

    /// <summary>Target of <c>isl_compute_in_flight_seconds</c>, summed over lanes, per silo.</summary>
    public double InFlightSeconds { get; init; } = 6;

    /// <summary>Target of the processor's use, 0 to 1.</summary>
    public double Cpu { get; init; } = 0.75;

    public int UpPods { get; init; } = 2;

    public double UpPercent { get; init; } = 50;

    public int UpPeriodSeconds { get; init; } = 30;

    public int DownStabilizationSeconds { get; init; } = 600;

    public int DownPods { get; init; } = 1;

    public double DownPercent { get; init; } = 10;

    public int DownPeriodSeconds { get; init; } = 120;
}
