using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Isl.Tests.Operations;

/// <summary>The dashboard has the runbook's rows, panels and limits, and asks for metrics that there are.</summary>
public sealed class DashboardTests
{
    private static readonly string[] RowTitles =
        ["Request Overview", "Endpoint Health", "Error Recovery", "Cache", "Resources", "Cluster"];

    [Fact]
    public void Dashboard_HasTheRunbooksTitleRowsAndPanels()
    {
        Assert.Equal("ISL Performance & Observability", Dashboard.Root.GetProperty("title").GetString());
        Assert.Equal(RowTitles, Dashboard.Rows.Select(Dashboard.Title));
        Assert.Contains(Dashboard.Panels, panel => Dashboard.Title(panel) == "Endpoint Latency Heatmap" && TypeOf(panel) == "heatmap");
        Assert.Contains(Dashboard.Panels, panel => Dashboard.Title(panel) == "Errors by Type" && TypeOf(panel) == "piechart");
        Assert.Equal(["Deployments", "Open circuits"], Dashboard.Annotations.Keys.Order());
    }

    [Fact]
    public void Queries_UseKnownMetricsAndLabelsOnly()
    {
        Assert.True(Dashboard.Queries.Count > 40, $"Only {Dashboard.Queries.Count} queries were read.");
        Assert.All(Dashboard.Queries, query => Assert.Empty(KnownMetrics.Unknown(Dashboard.Fill(query.Expression))));
        Assert.All(Dashboard.Annotations.Values, expression => Assert.Empty(KnownMetrics.Unknown(expression)));
    }

    [Theory]
    [InlineData("P95 Latency", 3, 5)]
    [InlineData("Error Rate", 0.05, 0.1)]
    [InlineData("Memory", 2e9, 2.5e9)]
    [InlineData("Circuit Breakers", 1, 2)]
    [InlineData("Service Health", 0.5, 1)]
    [InlineData("Cache Hit Rate", 0.5, 0.7)]
    public void Thresholds_AreTheRunbooksTargets(string title, double first, double second)
    {
        var panel = Assert.Single(Dashboard.Panels, panel => Dashboard.Title(panel) == title);
        var steps = panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("thresholds").GetProperty("steps").EnumerateArray()
            .Select(step => step.GetProperty("value"))
            .Where(value => value.ValueKind == JsonValueKind.Number)
            .Select(value => value.GetDouble());

        Assert.Equal([first, second], steps);
    }

    [Fact]
    public void Panels_HaveIdsOfTheirOwn_AndDoNotOverlap()
    {
        var all = Dashboard.Rows.Concat(Dashboard.Panels).ToList();
        var cells = all.SelectMany(CellsOf).ToList();

        Assert.Equal(all.Count, all.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.X, 0, 23));
    }

    [Fact]
    public void Panels_UseTheProvisionedDataSource()
    {
        var source = Assert.Single(Provisioned("datasources", "prometheus.yml"));
        var provider = Assert.Single(Provisioned("dashboards", "isl.yml", "providers"));

        Assert.Equal("file", provider.Text("type"));
        Assert.All(Dashboard.Panels, panel =>
            Assert.Equal(source.Text("uid"), panel.GetProperty("datasource").GetProperty("uid").GetString()));
    }

    private static IEnumerable<YamlNode> Provisioned(string what, string file, string? list = null) =>
        DeployFolder.ReadYaml(DeployFolder.PathOf("grafana", "provisioning", what, file)).List(list ?? what);

    private static string? TypeOf(JsonElement panel) => panel.GetProperty("type").GetString();

    private static IEnumerable<(int X, int Y)> CellsOf(JsonElement panel)
    {
        var place = panel.GetProperty("gridPos");
        int Of(string name) => place.GetProperty(name).GetInt32();
        return from x in Enumerable.Range(Of("x"), Of("w")) from y in Enumerable.Range(Of("y"), Of("h")) select (x, y);
    }
}
