using Isl.Api;
using Isl.Api.Access;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Endpoints.Compatibility;
using Isl.Api.Endpoints.Conformal;
using Isl.Api.Endpoints.Counterfactuals;
using Isl.Api.Endpoints.Discovery;
using Isl.Api.Endpoints.Explain;
using Isl.Api.Endpoints.Graphs;
using Isl.Api.Endpoints.Identification;
using Isl.Api.Endpoints.Operations;
using Isl.Api.Endpoints.Results;
using Isl.Api.Endpoints.Status;
using Isl.Api.Endpoints.Studio;
using Isl.Api.Endpoints.Team;
using Isl.Api.Endpoints.Transport;
using Isl.Api.Front;
using Isl.Grains.Hosting;

var builder = WebApplication.CreateBuilder(args);
IslSettings.AddShortNames(builder.Configuration);
builder.AddIslLogging();
builder.AddIslTracing();
builder.AddIslCluster(IslSettings.Read(builder.Configuration));
builder.AddIslHttp();
builder.Services.AddIslApiAccess();
builder.AddIslFront();
builder.Services.AddIslDocs();

var app = builder.Build();
app.UseIslHttp();
app.UseIslApiAccess();
app.UseIslCluster();
app.UseIslFront(); // behind keys and limits
app.UseIslCallers();
app.MapStudio();
app.MapIslDocs();
app.MapIslMetrics();
app.MapHealth();
app.MapCache();
app.MapAdmin();
app.MapStatus();
app.MapIslDashboard();
var questions = app.MapQuestions();
questions.MapIdentification();
questions.MapGraphs();
questions.MapDiscovery();
questions.MapCounterfactuals();
questions.MapConformal();
questions.MapTransport();
questions.MapExplain();
questions.MapTeam();
questions.MapCompatibility();
questions.MapResults();
return app.RunIsl();

/// <summary>The API host; public so that tests can start it.</summary>
public partial class Program;
