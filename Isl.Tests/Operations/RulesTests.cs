namespace Isl.Tests.Operations;

/// <summary>Rules use metrics and labels that there are; every alert has its runbook section and its cases.</summary>
public sealed class RulesTests
{
    private static readonly string[] AlertNames =
    [
        "HighLatency", "CriticalLatency", "HighErrorRate", "CircuitBreakerOpen", "ServiceDegraded", "ServiceFailing", "LowCacheHitRate", "HighMemory",
        "LowThroughput", "SiloDown", "QueueSaturated", "TargetsMissing",
    ];

    [Fact]
    public void Rules_UseKnownMetricsAndLabelsOnly()
    {
        var expressions = Rules.Recorded.Values.Concat(Rules.Alerts.Select(alert => alert.Text("expr")!)).ToList();

        Assert.True(expressions.Count > 30, $"Only {expressions.Count} rules were read.");
        Assert.All(expressions, expression => Assert.Empty(KnownMetrics.Unknown(expression)));
    }

    [Fact]
    public void Alerts_AreThoseOfTheRunbook_EachWithSeverityTextsAndSection()
    {
        Assert.Equal(AlertNames.Order(), Rules.Alerts.Select(alert => alert.Text("alert")!).Distinct().Order());
        Assert.All(Rules.Alerts, alert =>
        {
            Assert.Contains(alert.Map("labels")["severity"], (string[])["warning", "critical"]);
            Assert.NotNull(alert.Text("for"));
            var annotations = alert.Map("annotations");
            Assert.NotEmpty(annotations["summary"]);
            Assert.NotEmpty(annotations["description"]);
            Assert.Equal($"deploy/RUNBOOK.md#{alert.Text("alert")!.ToLowerInvariant()}", annotations["runbook_url"]);
        });
    }

    [Fact]
    public void Runbook_WhereThereIsOne_HasASectionForEveryAlert()
    {
        var runbook = DeployFolder.PathOf("RUNBOOK.md");
        Assert.SkipUnless(File.Exists(runbook), "deploy/RUNBOOK.md is not written yet.");
        var anchors = File.ReadLines(runbook)
            .Where(line => line.StartsWith('#'))
            .Select(line => line.TrimStart('#').Trim().Trim('`').ToLowerInvariant().Replace(' ', '-'))
            .ToHashSet(StringComparer.Ordinal);

        Assert.All(AlertNames, name => Assert.Contains(name.ToLowerInvariant(), anchors));
    }

    [Fact]
    public void EveryAlertAndSeverity_HasCasesThatFireAndCasesThatDoNot()
    {
        var cases = Rules.TestFiles
            .SelectMany(file => DeployFolder.ReadYaml(file).List("tests"))
            .SelectMany(test => test.List("alert_rule_test"))
            .SelectMany(check => check.List("exp_alerts").Select(alert => alert.Map("exp_labels")["severity"]).DefaultIfEmpty("none")
                .Select(severity => (Alert: check.Text("alertname")!, Severity: severity)))
            .ToHashSet();

        Assert.All(Rules.Alerts, alert =>
        {
            Assert.Contains((alert.Text("alert")!, alert.Map("labels")["severity"]), cases);
            Assert.Contains((alert.Text("alert")!, "none"), cases);
        });
    }

    [Fact]
    public void Cases_FeedKnownMetricsWithKnownLabelsOnly()
    {
        var series = Rules.TestFiles
            .SelectMany(file => DeployFolder.ReadYaml(file).List("tests"))
            .SelectMany(test => test.List("input_series"))
            .Select(input => input.Text("series")!)
            .Distinct()
            .ToList();

        Assert.True(series.Count > 30, $"Only {series.Count} series were read.");
        Assert.All(series, expression => Assert.Empty(KnownMetrics.Unknown(expression)));
    }

    [Theory]
    [InlineData("sum by (endpoint) (rate(http_requests_total{status=\"x\"}[5m]))", "")]
    [InlineData("histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m] offset 1w)))", "")]
    [InlineData("isl:requests:rate5m > 2e9 and on () up{job=\"a\"} == bool 0", "")]
    [InlineData("rate(http_request_total[5m])", "metric http_request_total")]
    [InlineData("http_request_duration_seconds > 1", "metric http_request_duration_seconds")]
    [InlineData("isl_cache_size_bucket", "metric isl_cache_size_bucket")]
    [InlineData("active_requests{endpoint=\"/health\"}", "label endpoint of active_requests")]
    [InlineData("sum by (tier) (isl_cache_size)", "label tier in a grouping")]
    [InlineData("isl:requests:rate5m{instance=\"a\"}", "label instance of isl:requests:rate5m")]
    public void Unknown_FindsWhatIsNotInTheTable(string expression, string expected) =>
        Assert.Equal(expected, string.Join(", ", KnownMetrics.Unknown(expression)));
}
