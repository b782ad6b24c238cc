using Isl.Bench;
using Isl.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Isl.Tests.Operations;

/// <summary>The simulation of the autoscaler: it has the settings that are deployed, and does what they say.</summary>
public sealed class ScaleTests
{
    private const int Hour = 3600;

    [Fact]
    public void Settings_AreThoseOfTheDeployment()
    {
        using var text = File.OpenText(Path.Combine(Repository.Root, "deploy", "k8s", "autoscaling.yaml"));
        var stream = new YamlStream();
        stream.Load(text);
        var spec = stream.Documents[0].RootNode["spec"];
        var behavior = spec["behavior"];
        var settings = ScaleSettings.Deployed;

        Assert.Equal("isl_compute_in_flight_seconds", $"{spec["metrics"][0]["pods"]["metric"]["name"]}");
        Assert.Equal(
            new double[]
            {
                settings.MinReplicas, settings.MaxReplicas, settings.InFlightSeconds, settings.Cpu * 100,
                settings.UpPods, settings.UpPercent, settings.UpPeriodSeconds, settings.UpPeriodSeconds,
                settings.DownStabilizationSeconds, settings.DownPods, settings.DownPercent, settings.DownPeriodSeconds,
                settings.DownPeriodSeconds,
            },
            new[]
            {
                spec["minReplicas"], spec["maxReplicas"], spec["metrics"][0]["pods"]["target"]["averageValue"],
                spec["metrics"][1]["resource"]["target"]["averageUtilization"],
                Policy("scaleUp", 0)["value"], Policy("scaleUp", 1)["value"],
                Policy("scaleUp", 0)["periodSeconds"], Policy("scaleUp", 1)["periodSeconds"],
                behavior["scaleDown"]["stabilizationWindowSeconds"], Policy("scaleDown", 0)["value"], Policy("scaleDown", 1)["value"],
                Policy("scaleDown", 0)["periodSeconds"], Policy("scaleDown", 1)["periodSeconds"],
            }.Select(node => double.Parse($"{node}", System.Globalization.CultureInfo.InvariantCulture)));

        YamlNode Policy(string direction, int number) => behavior[direction]["policies"][number];
    }

    [Fact]
    public void SteadyLoad_SettlesWhereTheTargetSays()
    {
        // Eight jobs of half a second are four slots' work: two silos at full load, three at the target of three quarters.
        var outcome = new ScaleSimulation(ScaleSettings.Deployed, silos: 2).Run(2 * Hour, _ => 8, _ => 0.5);

        Assert.InRange(outcome.MeanSilos, 2.5, 4.5);
        Assert.InRange(outcome.RefusedShare, 0, 0.01);
    }

    [Fact]
    public void LoadEnds_SilosGoSlowly_DownToTheLeast()
    {
        var outcome = new ScaleSimulation(ScaleSettings.Deployed, silos: 20).Run(4 * Hour, _ => 0.5, _ => 0.1);

        Assert.Equal(20, outcome.MostSilos);
        Assert.InRange(outcome.MeanSilos, 2.5, 6); // one or two less every two minutes, then two for the rest of the four hours
        Assert.Equal(0, outcome.Refused);
    }

    [Fact]
    public void LoadGrowsTenfold_SilosFollowWithinMinutes()
    {
        var scaled = new ScaleSimulation(ScaleSettings.Deployed, silos: 2).Run(Hour, second => second < 600 ? 4 : 40, _ => 0.5);
        var still = new ScaleSimulation(null, silos: 2).Run(Hour, second => second < 600 ? 4 : 40, _ => 0.5);

        Assert.InRange(scaled.MostSilos, 12, 20);
        Assert.InRange(scaled.RefusedShare, 0, 0.12);
        Assert.True(still.RefusedShare > 0.5, $"{still}");
    }
}
