using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Standard errors of fits by least squares, as asked for.</summary>
internal static class ErrorKinds
{
    /// <summary>The kind that answers: what was asked for, else by cluster where there are any, else HC1; classical ones do not hold with sampling
    /// weights.</summary>
    public static StandardErrorKind Of(EstimatorSpec spec, EstimationData data) => spec.Se switch
    {
        null => data.Clusters.Length > 0 ? StandardErrorKind.Cluster : StandardErrorKind.Hc1,
        StandardErrorKind.Classical when data.Weights.Length > 0 => StandardErrorKind.Hc1,
        { } asked => asked,
    };

    /// <summary>Its formula; a bootstrap's is replaced later.</summary>
    public static ErrorKind Formula(StandardErrorKind kind) => kind switch
    {
        StandardErrorKind.Classical => ErrorKind.Classical,
        StandardErrorKind.Hc0 => ErrorKind.Hc0,
        StandardErrorKind.Hc3 => ErrorKind.Hc3,
        StandardErrorKind.Cluster => ErrorKind.Cluster,
        _ => ErrorKind.Hc1,
    };

    /// <summary>Its name in the answer.</summary>
    public static string Text(StandardErrorKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Degrees of freedom of its interval.</summary>
    public static double DegreesOfFreedom(StandardErrorKind kind, LeastSquaresFit fit, EstimationData data) => kind switch
    {
        StandardErrorKind.Cluster => data.Clusters.Max(),
        StandardErrorKind.Bootstrap => double.PositiveInfinity,
        _ => fit.DegreesOfFreedom,
    };

    /// <summary>The kind for one that has its own formula: by cluster or not.</summary>
    public static string Stacked(EstimationData data, string name) => data.Clusters.Length > 0 ? name + "_cluster" : name;
}
