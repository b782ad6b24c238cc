using Isl.Api;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Endpoints.Conformal;
using Isl.Api.Endpoints.Counterfactuals;
using Isl.Api.Endpoints.Discovery;
using Isl.Api.Endpoints.Graphs;
using Isl.Api.Endpoints.Identification;
using Isl.Api.Endpoints.Operations;
using Isl.Api.Endpoints.Results;
using Isl.Api.Endpoints.Status;
using Isl.Api.Front;
using Isl.Grains.Hosting;

var builder = WebApplication.CreateBuilder(args);
IslSettings.AddShortNames(builder.Configuration);
builder.AddIslLogging();
builder.AddIslTracing();
builder.AddIslCluster(IslSettings.Read(builder.Configuration));
builder.AddIslHttp();
builder.AddIslFront();
builder.Services.AddIslDocs();

var app = builder.Build();
app.UseIslHttp();
app.UseIslCluster();
app.UseIslFront(); // behind keys and limits
app.MapIslDocs();
app.MapIslMetrics();
app.MapHealth();
app.MapCache();
app.MapAdmin();
app.MapStatus();
app.MapIdentification();
app.MapGraphs();
app.MapDiscovery();
app.MapCounterfactuals();
app.MapConformal();
app.MapResults();
app.MapIslDashboard().ExcludeFromDescription();
app.Run();

/// <summary>The API host; public so that tests can start it.</summary>
public partial class Program;
