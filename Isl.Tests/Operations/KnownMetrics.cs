using Isl.Grains.Telemetry;

namespace Isl.Tests.Operations;

/// <summary>Checks expressions against the table of metrics and the recording rules.</summary>
internal static class KnownMetrics
{
    /// <summary>Labels that Prometheus gives to every series of a target.</summary>
    private static readonly string[] TargetLabels = ["job", "instance"];

    /// <summary>What is unknown in an expression; empty where all is well.</summary>
    public static List<string> Unknown(string expression)
    {
        var (selectors, groupings) = PromQl.Read(expression);
        var faults = new List<string>();
        var available = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (metric, labels) in selectors)
        {
            if (LabelsOf(metric) is not { } known)
            {
                faults.Add($"metric {metric}");
                continue;
            }

            available.UnionWith(known);
            faults.AddRange(labels.Where(label => !known.Contains(label)).Select(label => $"label {label} of {metric}"));
        }

        faults.AddRange(groupings.Where(label => !available.Contains(label)).Select(label => $"label {label} in a grouping"));
        return faults;
    }

    /// <summary>Labels of a series name, or null where there is no such metric.</summary>
    public static HashSet<string>? LabelsOf(string series)
    {
        if (Rules.Recorded.TryGetValue(series, out var expression))
        {
            return [.. PromQl.Read(expression).Groupings.Where(label => label != "le")];
        }

        if (series == "up")
        {
            return [.. TargetLabels];
        }

        foreach (var row in MetricsTable.All)
        {
            if (row.Kind != MetricKind.Histogram ? series == row.Name : series == row.Name + "_sum" || series == row.Name + "_count")
            {
                return [.. row.Labels.Select(label => label.Name), .. TargetLabels];
            }

            if (row.Kind == MetricKind.Histogram && series == row.Name + "_bucket")
            {
                return [.. row.Labels.Select(label => label.Name), .. TargetLabels, "le"];
            }
        }

        return null;
    }
}
