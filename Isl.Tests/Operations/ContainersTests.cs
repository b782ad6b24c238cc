using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Isl.Tests.Operations;

/// <summary>What compose files, Dockerfile and manifests say of the service is true of it; deploy/tests builds and starts them.</summary>
public sealed partial class ContainersTests
{
    /// <summary>Set for other programs in the same files, or read by .NET itself.</summary>
    private static readonly HashSet<string> OfOthers =
    [
        "ISL_NGINX_USER", "ISL_NGINX_DIR", "ISL_LISTEN", "ISL_UPSTREAMS", // nginx's template
        "ISL_TAG", "ISL_CPUS", "ISL_MEMORY", "ISL_API_MEMORY", "ISL_API_CPU_SHARES", "ISL_PORT", // the compose files' own
    ];

    private static string Root { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));

    private static string Deploy { get; } = Path.Combine(Root, "deploy");

    private static string ProductCode { get; } = string.Join('\n', new[] { "Isl.Api", "Isl.Grains", "Isl.Silo" }
        .SelectMany(project => Directory.GetFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText));

    [Theory]
    [InlineData("docker-compose.yml")]
    [InlineData("docker-compose.scale.yml")]
    [InlineData(".env.example")]
    [InlineData("Dockerfile")]
    [InlineData("k8s/kustomization.yaml")]
    [InlineData("k8s/api.yaml")]
    [InlineData("k8s/silo.yaml")]
    public void Settings_OfDeployFile_AreReadByTheService(string file)
    {
        var settings = Setting().Matches(File.ReadAllText(Path.Combine(Deploy, file))).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(settings);
        Assert.All(settings.Except(OfOthers), setting => Assert.Contains($"\"{setting}\"", ProductCode, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Isl.Api")]
    [InlineData("Isl.Silo")]
    public void Dockerfile_CopiesEveryProject_ThatTheProgramNeeds(string program)
    {
        var docker = File.ReadAllText(Path.Combine(Deploy, "Dockerfile"));

        Assert.All(Needed(program), project =>
        {
            Assert.Contains($"COPY {project}/{project}.csproj {project}/", docker, StringComparison.Ordinal);
            Assert.Contains($"COPY {project} {project}\n", docker, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("k8s/api.yaml")]
    [InlineData("k8s/silo.yaml")]
    public void Probes_OfManifest_AskAddressesOfTheService(string file)
    {
        var paths = ProbePath().Matches(File.ReadAllText(Path.Combine(Deploy, file))).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(["/health/ready", "/health/ready", "/health/live"], paths);
        Assert.All(paths, path => Assert.Contains($"\"{path}\"", ProductCode, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Needed(string project)
    {
        var text = File.ReadAllText(Path.Combine(Root, project, project + ".csproj"));
        return ProjectReference().Matches(text).SelectMany(match => Needed(match.Groups[1].Value)).Append(project).Distinct();
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"\b(ISL|CACHE|REDIS|REQUEST|RATE|LOG|OTEL)_[A-Z_]*[A-Z]\b(?<!_IMAGE)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"path: (/health\S*)")]
    private static partial Regex ProbePath();

    [GeneratedRegex(@"ProjectReference Include=""\.\./([^/]*)/")]
    private static partial Regex ProjectReference();
}
